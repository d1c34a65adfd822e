package dev.egresstls.lab.world.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds command-line tools as a shell does: along {@code PATH}, on Windows with {@code PATHEXT}.
 */
public final class ToolPath {
  private final List<Path> folders = new ArrayList<>();
  private final List<String> endings;

  /** The folders of an environment. */
  public ToolPath(Map<String, String> env) {
    String path = env.getOrDefault("PATH", env.getOrDefault("Path", ""));
    for (String folder : path.split(File.pathSeparator)) {
      try {
        folders.add(Path.of(folder));
      } catch (InvalidPathException e) {
        continue; // a shell passes over what is no folder, too
      }
    }
    String ends = env.getOrDefault("PATHEXT", "");
    endings = ends.isEmpty() ? List.of("") : List.of((";" + ends).split(";"));
  }

  /** The file that a shell would run. */
  public Optional<Path> executable(String tool) {
    return first(tool, Files::isExecutable);
  }

  /** A file of that name which may lack the right to be run. */
  Optional<Path> anyFile(String tool) {
    return first(tool, file -> true);
  }

  private Optional<Path> first(String tool, Predicate<Path> wanted) {
    List<Path> places = tool.contains("/") ? List.of(Path.of("")) : folders;
    return places.stream()
        .flatMap(folder -> endings.stream().map(end -> folder.resolve(tool + end)))
        .filter(file -> Files.isRegularFile(file) && wanted.test(file))
        .findFirst();
  }
}
