package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells by one number whether any file of a lab was changed. */
final class LabDigest {
  private static final int MOST_FILES = 2_000;

  private LabDigest() {}

  /**
   * The digest of the files in a folder, by their paths.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if one cannot be read, or they are too many
   */
  static String of(Path folder) {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> files =
          below
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      if (files.size() > MOST_FILES) {
        throw Problem.of(Problem.Kind.USAGE, say("catalog.lab.too-many", folder, MOST_FILES))
            .failure();
      }
      for (Path file : files) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        all.append(Sha256.of(Files.readAllBytes(file))).append(' ').append(name).append('\n');
      }
    } catch (IOException e) {
      throw Problem.of(Problem.Kind.USAGE, say("catalog.file.unreadable", folder))
          .because(e.getMessage())
          .failure();
    }
    return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
