package dev.egresstls.lab.world.kube.config;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the kubeconfig as kubectl does: {@code --kubeconfig}, else the files that {@code
 * KUBECONFIG} lists, else {@code ~/.kube/config}. Only a file named with {@code --kubeconfig} must
 * exist.
 */
public final class Kubeconfigs {
  private Kubeconfigs() {}

  /**
   * Reads what there is.
   *
   * @param named the value of {@code --kubeconfig}
   * @param env this process's environment
   * @param home the user's home folder
   * @return with no contexts if there is no file at all
   * @throws dev.egresstls.lab.lab.LabFailure if a file cannot be read, or is no kubeconfig
   */
  public static Kubeconfig find(Optional<Path> named, Map<String, String> env, Path home) {
    if (named.isPresent()) {
      return Kubeconfig.read(named.stream().map(Kubeconfigs::existing).toList());
    }
    return Kubeconfig.read(
        candidates(env, home).stream().filter(file -> Files.exists(file)).toList());
  }

  private static List<Path> candidates(Map<String, String> env, Path home) {
    String list = env.getOrDefault("KUBECONFIG", "");
    List<Path> files =
        Stream.of(list.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .distinct()
            .toList();
    return files.isEmpty() ? List.of(home.resolve(".kube").resolve("config")) : files;
  }

  private static Path existing(Path file) {
    if (!Files.exists(file)) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.kubeconfig.missing", file),
              say("world.kubeconfig.missing.try"),
              say("world.try.practice"))
          .failure();
    }
    return file;
  }
}
