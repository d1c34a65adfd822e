package dev.egresstls.lab.bundle;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks registries, anonymously, as the OCI distribution specification has it (v1.1, "Pulling
 * manifests") and with the token that registries ask for (distribution, "Token Authentication
 * Specification"). A registry that does not answer is not asked again.
 */
public final class RegistryDigests implements Digests {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern NAME = Pattern.compile("([^/]+)/(.+):([^:@/]+)");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final String KINDS =
      "application/vnd.oci.image.index.v1+json, "
          + "application/vnd.docker.distribution.manifest.list.v2+json, "
          + "application/vnd.oci.image.manifest.v1+json, "
          + "application/vnd.docker.distribution.manifest.v2+json";

  private final HttpClient client;
  private final UnaryOperator<String> server;
  private final Set<String> silent = new HashSet<>();

  /** Registries of the internet, through these proxies. */
  public RegistryDigests(ProxySelector proxies) {
    this(proxies, RegistryDigests::server);
  }

  /**
   * Other registries.
   *
   * @param server gives the base URL of a registry's name
   */
  RegistryDigests(ProxySelector proxies, UnaryOperator<String> server) {
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(proxies)
            .build();
    this.server = server;
  }

  /** Docker Hub answers under another name than images carry. */
  private static String server(String registry) {
    return "https://" + (registry.equals("docker.io") ? "registry-1.docker.io" : registry);
  }

  /**
   * What a registry says of an image.
   *
   * @param digest what its tag points to; empty if the registry does not say
   * @param left how many pulls this address has left in a while, such as {@code 87 of 100}; empty
   *     if the registry counts none or does not say
   */
  public record Pull(Optional<String> digest, Optional<String> left) {
    static final Pull UNKNOWN = new Pull(Optional.empty(), Optional.empty());
  }

  @Override
  public Optional<String> of(String image) throws InterruptedException {
    return pull(image).digest();
  }

  /** Whether an image can be pulled now; nothing is pulled, so no limit is touched. */
  public Pull pull(String image) throws InterruptedException {
    Matcher name = NAME.matcher(image);
    if (!name.matches() || silent.contains(name.group(1))) {
      return Pull.UNKNOWN;
    }
    String base = server.apply(name.group(1));
    try {
      URI manifest = URI.create(base + "/v2/" + name.group(2) + "/manifests/" + name.group(3));
      HttpResponse<Void> answer = head(manifest, Optional.empty());
      if (answer.statusCode() == 401) {
        answer = head(manifest, token(answer, base));
      }
      Optional<String> digest =
          Optional.of(answer)
              .filter(one -> one.statusCode() == 200)
              .flatMap(one -> one.headers().firstValue("Docker-Content-Digest"))
              .filter(one -> DIGEST.matcher(one).matches());
      return new Pull(digest, left(answer));
    } catch (IOException | IllegalArgumentException | Json.Malformed e) {
      silent.add(name.group(1));
      return Pull.UNKNOWN;
    }
  }

  /** Docker Hub says it in two headers, such as {@code 100;w=21600} and {@code 87;w=21600}. */
  private static Optional<String> left(HttpResponse<Void> answer) {
    Optional<String> limit = answer.headers().firstValue("ratelimit-limit");
    return answer
        .headers()
        .firstValue("ratelimit-remaining")
        .filter(one -> one.matches("\\d{1,9}(;.*)?"))
        .map(one -> one.replaceFirst(";.*", ""))
        .map(one -> one + "/" + limit.orElse("?").replaceFirst(";.*", ""));
  }

  private HttpResponse<Void> head(URI manifest, Optional<String> token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(manifest)
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .timeout(PATIENCE)
            .header("Accept", KINDS);
    token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
    return client.send(request.build(), BodyHandlers.discarding());
  }

  /** For pulling that one repository; empty if the registry gives none to everybody. */
  private Optional<String> token(HttpResponse<Void> refusal, String base)
      throws IOException, InterruptedException {
    String challenge = refusal.headers().firstValue("WWW-Authenticate").orElse("");
    String realm = "";
    StringBuilder query = new StringBuilder();
    Matcher parameters = PARAMETER.matcher(challenge);
    while (parameters.find()) {
      if (parameters.group(1).equals("realm")) {
        realm = parameters.group(2);
      } else {
        String value = URLEncoder.encode(parameters.group(2), StandardCharsets.UTF_8);
        query.append('&').append(parameters.group(1)).append('=').append(value);
      }
    }
    if (!realm.startsWith("https://") && !realm.startsWith(base)) {
      return Optional.empty();
    }
    URI at =
        URI.create(
            realm + (realm.contains("?") ? "" : "?") + query.substring(query.isEmpty() ? 0 : 1));
    HttpRequest request = HttpRequest.newBuilder(at).timeout(PATIENCE).build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    Tree tokens = answer.statusCode() == 200 ? Json.read(answer.body()) : Tree.MISSING;
    return tokens.get("token").text().or(() -> tokens.get("access_token").text());
  }
}
