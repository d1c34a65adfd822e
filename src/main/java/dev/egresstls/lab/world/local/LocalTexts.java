package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The user's own files that stand in for downloads, by command-line option. */
final class LocalTexts {
  private final Map<String, Path> byOption;

  LocalTexts(Map<String, Path> byOption) {
    this.byOption = Map.copyOf(byOption);
  }

  /**
   * The text of the file that an option names. In a folder it is the file which ends as the URL
   * does: {@code samples/NAME/NAME.yaml} in an Istio release, or {@code NAME.yaml} itself.
   */
  Optional<Text> text(String option, String url) {
    return Optional.ofNullable(byOption.get(option)).map(path -> read(option, path, url));
  }

  /** Whether the user gave a file for an option. */
  boolean has(String option) {
    return byOption.containsKey(option);
  }

  /** A file's bytes. */
  record Text(Path file, byte[] bytes) {}

  private static Text read(String option, Path path, String url) {
    Path file = Files.isDirectory(path) ? inside(option, path, url) : path;
    try {
      return new Text(file, Files.readAllBytes(file));
    } catch (java.nio.file.NoSuchFileException e) {
      throw wrong(say("world.local.missing", option, file));
    } catch (IOException e) {
      throw wrong(say("world.local.unreadable", option, file));
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
                    say(
                        "world.local.none-of",
                        option,
                        candidates.stream()
                            .map(Path::toString)
                            .collect(Collectors.joining(say("world.local.nor"))))));
  }

  /** The last three parts of the URL's path, and the last. */
  private static Stream<String> endings(String url) {
    String[] parts = URI.create(url).getPath().split("/");
    String last = parts[parts.length - 1];
    int from = Math.max(0, parts.length - 3);
    return Stream.of(String.join("/", List.of(parts).subList(from, parts.length)), last).distinct();
  }

  private static RuntimeException wrong(String what) {
    return Problem.of(Problem.Kind.PRECONDITION, what).failure();
  }
}
