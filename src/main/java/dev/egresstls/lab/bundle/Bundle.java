package dev.egresstls.lab.bundle;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder that {@code bundle} wrote. {@code SHA256SUMS} lists its files, as {@code sha256sum -c}
 * reads it; what is not in that list is not part of it.
 *
 * @param folder where it is
 * @param digests its files by their paths, with {@code /} between folders
 */
public record Bundle(Path folder, Map<String, String> digests) {
  /** The list of its files. */
  public static final String SUMS = "SHA256SUMS";

  static final String JAR = "egresstls-lab.jar";
  static final String IMAGES = "images.txt";

  public Bundle {
    digests = Map.copyOf(digests);
  }

  /**
   * Reads one and compares every file with its digest.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the folder is no bundle, or not a whole one
   */
  public static Bundle read(Path folder) {
    Map<String, String> digests = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    try {
      if (!Files.isRegularFile(folder.resolve(SUMS))) {
        throw Problem.of(
                Problem.Kind.PRECONDITION,
                say("bundle.none", folder),
                "egresstls-lab bundle " + folder)
            .failure();
      }
      for (String line : Files.readAllLines(folder.resolve(SUMS))) {
        String[] parts = line.split(" [ *]", 2);
        if (parts.length != 2 || !inside(folder, parts[1])) {
          wrong.add(Neutral.line(line));
        } else if (!parts[0].equals(digest(folder.resolve(parts[1])))) {
          wrong.add(parts[1]);
        }
        digests.put(parts[parts.length - 1], parts[0]);
      }
    } catch (IOException e) {
      throw Problem.of(Problem.Kind.PRECONDITION, say("bundle.unreadable", folder))
          .because(Neutral.line(e.getClass().getSimpleName() + " " + e.getMessage()))
          .failure();
    }
    if (!wrong.isEmpty() || digests.isEmpty()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              count("bundle.broken", wrong.size(), folder, wrong.size()),
              "egresstls-lab bundle " + folder)
          .because(String.join(", ", wrong))
          .failure();
    }
    return new Bundle(folder, digests);
  }

  private static boolean inside(Path folder, String path) {
    try {
      Path base = folder.toAbsolutePath().normalize();
      Path file = base.resolve(path).normalize();
      return file.startsWith(base) && base.relativize(file).equals(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Empty for what is no file of its own. */
  private static String digest(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Sha256.of(Files.readAllBytes(file))
        : "";
  }
}
