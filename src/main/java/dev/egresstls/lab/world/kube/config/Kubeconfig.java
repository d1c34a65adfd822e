package dev.egresstls.lab.world.kube.config;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One or more kubeconfig files, merged as kubectl does: of two entries with one name the first
 * counts, and so does the first {@code current-context}.
 */
public final class Kubeconfig {
  private final List<Path> files;
  private final Map<String, Tree> contexts = new LinkedHashMap<>();
  private final Map<String, Tree> clusters = new LinkedHashMap<>();
  private final Map<String, Tree> users = new LinkedHashMap<>();
  private Optional<String> current = Optional.empty();

  private Kubeconfig(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Reads files.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if one cannot be read, or is no kubeconfig
   */
  public static Kubeconfig read(List<Path> files) {
    Kubeconfig merged = new Kubeconfig(files);
    files.forEach(file -> merged.add(KubeconfigFile.read(file)));
    return merged;
  }

  private void add(KubeconfigFile file) {
    file.entries("contexts", "context").forEach(contexts::putIfAbsent);
    file.entries("clusters", "cluster").forEach(clusters::putIfAbsent);
    file.entries("users", "user").forEach(users::putIfAbsent);
    current = current.or(file::currentContext);
  }

  /** The files that it was read from. */
  public List<Path> files() {
    return files;
  }

  /** The names of all contexts, in the order of the files. */
  public List<String> contexts() {
    return List.copyOf(contexts.keySet());
  }

  /** The name of the current context, which need not exist. */
  public Optional<String> currentContext() {
    return current;
  }

  /**
   * A context with its cluster and user.
   *
   * @param wanted its name; empty for the current one
   * @throws dev.egresstls.lab.lab.LabFailure if there is none, or it is incomplete
   */
  public KubeContext context(Optional<String> wanted) {
    String name = wanted.or(() -> current).orElseThrow(this::noneChosen);
    Tree context = contexts.get(name);
    if (context == null) {
      throw noSuch(name, wanted.isPresent());
    }
    Tree cluster = belonging(name, "cluster", context, clusters);
    boolean anonymous = context.get("user").text("").isEmpty();
    Tree user = anonymous ? Tree.object() : belonging(name, "user", context, users);
    return new KubeContext(name, server(name, cluster), context, cluster, user);
  }

  private Tree belonging(String name, String what, Tree context, Map<String, Tree> entries) {
    String wanted = context.get(what).text("");
    if (wanted.isEmpty()) {
      throw broken(say("world.config.broken.belonging-unnamed", name, what), name);
    }
    Tree found = entries.get(wanted);
    if (found == null) {
      throw broken(say("world.config.broken.belonging-missing", name, what, wanted), name);
    }
    return found;
  }

  private String server(String name, Tree cluster) {
    String server = cluster.get("server").text("").strip();
    if (server.isEmpty()) {
      throw broken(say("world.config.broken.server-unnamed", name), name);
    }
    if (!server.contains("://")) {
      server = "https://" + server;
    }
    if (!isUrl(server, "https?")) {
      throw broken(say("world.config.broken.server-no-url", name, server), name);
    }
    String proxy = cluster.get("proxy-url").text("");
    if (!proxy.isBlank() && !isUrl(proxy, "https?|socks5h?")) {
      throw broken(say("world.config.broken.proxy-no-url", name, proxy), name);
    }
    return server.replaceAll("/+$", "");
  }

  private static boolean isUrl(String text, String schemes) {
    try {
      URI url = new URI(text);
      return String.valueOf(url.getScheme()).matches(schemes) && url.getRawAuthority() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private RuntimeException noneChosen() {
    if (contexts.isEmpty()) {
      return problem(say("world.config.none", where()), "--practice").failure();
    }
    return problem(say("world.config.none-chosen", where()), say("world.config.try-one", list()))
        .failure();
  }

  private RuntimeException noSuch(String name, boolean asked) {
    String what =
        asked
            ? say("world.config.no-such", name, where())
            : say("world.config.no-such-current", name, where());
    String next = contexts.isEmpty() ? "--practice" : say("world.config.try-one", list());
    if (!asked) {
      return problem(what, next).failure();
    }
    String hint = Spelling.hint(name, contexts.keySet());
    return Problem.of(Problem.Kind.USAGE, Neutral.line(what + hint), next).failure();
  }

  private RuntimeException broken(String what, String name) {
    return problem(what, "kubectl config view --context " + name, say("world.config.broken.try"))
        .because(say("world.config.broken.where", where()))
        .failure();
  }

  private static Problem problem(String what, String... tries) {
    return Problem.of(Problem.Kind.PRECONDITION, Neutral.line(what), tries);
  }

  private String list() {
    return Neutral.line(String.join(", ", contexts.keySet()));
  }

  private String where() {
    return files.isEmpty()
        ? say("world.config.the-kubeconfig")
        : files.stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
