package dev.egresstls.lab.shell.commands;

import dev.egresstls.lab.world.local.ToolPath;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Programs that people type at the prompt as the pages print them. Those that are on the PATH are
 * run as with {@code !}: docs/decisions/0015-tools-at-the-prompt.md.
 */
final class KnownTools {
  static final KnownTools OF_THIS_PROCESS = new KnownTools(System.getenv());

  /** No beginning of a command's name is among them: a test holds that. */
  static final Set<String> NAMES =
      Set.of(
          "kubectl",
          "istioctl",
          "helm",
          "kind",
          "minikube",
          "k3d",
          "docker",
          "podman",
          "stern",
          "dig",
          "nslookup",
          "host",
          "curl",
          "wget",
          "openssl",
          "jq",
          "yq",
          "git",
          "ls",
          "cat",
          "echo");

  /** The page on the EndpointSlice begins so. */
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z_][A-Z0-9_]*=.*");

  private final ToolPath path;

  KnownTools(Map<String, String> env) {
    this.path = new ToolPath(env);
  }

  /** Whether a line that begins with this word is for the user's own shell. */
  boolean runs(String word) {
    return ASSIGNMENT.matcher(word).matches() || NAMES.contains(word) && isFound(word);
  }

  /** Whether a shell would find it. */
  boolean isFound(String word) {
    return !word.contains("/") && path.executable(word).isPresent();
  }
}
