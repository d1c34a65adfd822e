package dev.egresstls.lab.world.local;

import dev.egresstls.lab.lab.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's own files that stand in for downloads, by command-line option. */
final class LocalTexts {
  private final Map<String, Path> byOption;

  LocalTexts(Map<String, Path> byOption) {
    this.byOption = Map.copyOf(byOption);
  }

  /**
   * The text of the file that an option names. In a folder it is the file which ends as the URL
   * does: {@code samples/curl/curl.yaml} in an Istio release, or {@code curl.yaml} itself.
   */
  Optional<String> text(String option, String url) {
    return Optional.ofNullable(byOption.get(option)).map(path -> read(option, path, url));
  }

  private static String read(String option, Path path, String url) {
    Path file = Files.isDirectory(path) ? inside(option, path, url) : path;
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (java.nio.file.NoSuchFileException e) {
      throw wrong(option, file + " does not exist");
    } catch (IOException e) {
      throw wrong(option, file + " cannot be read");
    }
  }

  private static Path inside(String option, Path folder, String url) {
    List<Path> candidates = endings(url).map(folder::resolve).toList();
    return candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    option,
                    "neither "
                        + String.join(" nor ", candidates.stream().map(Path::toString).toList())
                        + " exists"));
  }

  /** The last three parts of the URL's path, and the last. */
  private static Stream<String> endings(String url) {
    String[] parts = URI.create(url).getPath().split("/");
    String last = parts[parts.length - 1];
    int from = Math.max(0, parts.length - 3);
    return Stream.of(String.join("/", List.of(parts).subList(from, parts.length)), last).distinct();
  }

  private static RuntimeException wrong(String option, String what) {
    return Problem.of(Problem.Kind.PRECONDITION, "--" + option + ": " + what).failure();
  }
}
