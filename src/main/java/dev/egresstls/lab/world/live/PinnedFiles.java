package dev.egresstls.lab.world.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files with credentials that a process lends to tools, distinguished by its process ID. */
final class PinnedFiles {
  private static final Pattern NAME = Pattern.compile("pinned-(\\d{1,18})(-[^/]*)?\\.yaml");

  private PinnedFiles() {}

  static Path ofThisProcess(Path folder) {
    return folder.resolve("pinned-" + ProcessHandle.current().pid() + ".yaml");
  }

  /** Removes what processes left that were killed. */
  static void removeOfTheDead(Path folder) {
    for (Path file : all(folder)) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      boolean dead =
          name.matches()
              && ProcessHandle.of(Long.parseLong(name.group(1)))
                  .filter(ProcessHandle::isAlive)
                  .isEmpty();
      if (dead && !file.toFile().delete()) {
        file.toFile().deleteOnExit();
      }
    }
  }

  private static List<Path> all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      return List.of(); // no folder, or none that can be read: nothing can be removed
    }
  }
}
