package dev.egresstls.lab.world.kube.config;

import dev.egresstls.lab.value.Tree;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Puts on each request who sends it: the user of a context, and whom that user impersonates. */
final class Authentication implements Interceptor {
  private static final String HEADER = "Authorization";
  private static final int UNAUTHORIZED = 401;

  private final Supplier<Optional<String>> value;
  private final Optional<CredentialPlugin> plugin;
  private final Optional<String> as;
  private final List<String> groups;

  private Authentication(
      Tree user, Supplier<Optional<String>> value, Optional<CredentialPlugin> plugin) {
    this.value = value;
    this.plugin = plugin;
    this.as = user.get("as").text().filter(name -> !name.isEmpty());
    this.groups = user.get("as-groups").texts();
  }

  /**
   * Authentication by what the kubeconfig itself holds.
   *
   * @param token gives the bearer token, again for each request; empty if there is none
   */
  static Authentication of(Tree user, Supplier<Optional<String>> token) {
    String name = user.get("username").text("");
    String basic = basic(name, user.get("password").text(""));
    return new Authentication(
        user,
        () ->
            token
                .get()
                .map(Authentication::bearer)
                .or(() -> name.isEmpty() ? Optional.empty() : Optional.of(basic)),
        Optional.empty());
  }

  /** Authentication by a plugin, which is asked again when its credential expires. */
  static Authentication by(CredentialPlugin plugin, Tree user) {
    return new Authentication(
        user,
        () -> plugin.credential(Instant.now()).token().map(Authentication::bearer),
        Optional.of(plugin));
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  /** The value of a header for basic authentication (RFC 7617). */
  static String basic(String name, String password) {
    byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    value.get().ifPresent(header -> builder.setHeader(HEADER, header));
    as.ifPresent(name -> builder.setHeader("Impersonate-User", name));
    if (as.isPresent()) {
      groups.forEach(group -> builder.header("Impersonate-Group", group));
    }
  }

  /** A credential that was withdrawn before it expired is asked for once more. */
  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
    boolean again = response.code() == UNAUTHORIZED && plugin.isPresent();
    if (again) {
      plugin.get().another().token().ifPresent(token -> builder.setHeader(HEADER, bearer(token)));
    }
    return CompletableFuture.completedFuture(again);
  }
}
