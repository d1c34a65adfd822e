package dev.egresstls.lab.world.kube.config;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One context of a kubeconfig with all that belongs to it.
 *
 * @param name the context's name
 * @param server the API server's URL, without a slash at the end
 * @param context the {@code context} object
 * @param cluster the {@code cluster} object; its file names are absolute
 * @param user the {@code user} object; its file names are absolute; empty if there is none
 */
public record KubeContext(String name, String server, Tree context, Tree cluster, Tree user) {

  /** The same context in another namespace. */
  public KubeContext in(String namespace) {
    return new KubeContext(name, server, context.with("namespace", namespace), cluster, user);
  }

  /** A kubeconfig that holds this context and nothing else. */
  public Tree minified() {
    return Tree.object(
        "apiVersion", "v1",
        "kind", "Config",
        "preferences", Tree.object(),
        "current-context", name,
        "contexts", List.of(Tree.object("name", name, "context", context)),
        "clusters", List.of(Tree.object("name", clusterName(), "cluster", cluster)),
        "users", List.of(Tree.object("name", userName(), "user", user)));
  }

  /**
   * Writes {@link #minified} where only this user can read it.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be written
   */
  public void writeTo(Path file) {
    try {
      PrivateFiles.write(file, Yaml.write(minified()));
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.file.unwritable", file),
              say("world.file.unwritable.try"))
          .because(
              e instanceof NoSuchFileException
                  ? say("world.file.folder-missing")
                  : Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }

  /** Whether its credentials come from a plugin or a provider, and not from the file itself. */
  public boolean needsPlugin() {
    return user.get("exec").isObject() || user.get("auth-provider").isObject();
  }

  /**
   * The SHA-256 of the certificate authority that it names, however it names it; empty if it names
   * none, or a file that cannot be read.
   */
  public Optional<String> authority() {
    return ClusterAuthority.digest(cluster);
  }

  /** The name that the server's certificate must be for, where it is not that of its address. */
  public Optional<String> tlsServerName() {
    return cluster.get("tls-server-name").text().filter(name -> !name.isBlank());
  }

  /**
   * The proxy that leads to the server: the context's own, else that of the environment.
   *
   * @param proxies the environment's proxy for a server, with its port
   */
  public Optional<URI> proxy(Function<URI, Optional<URI>> proxies) {
    return cluster
        .get("proxy-url")
        .text()
        .filter(url -> !url.isBlank())
        .map(URI::create)
        .or(() -> proxies.apply(URI.create(server)));
  }

  private String clusterName() {
    return context.get("cluster").text("");
  }

  private String userName() {
    return context.get("user").text("");
  }
}
