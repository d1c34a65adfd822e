package dev.egresstls.lab.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the process reads. */
public final class StandardInput {
  private static final Path ZERO = Path.of("/proc/self/fd/0");

  private StandardInput() {}

  /**
   * This process's stdin, or nothing if it was closed. With a closed stdin ({@code <&-}) the JVM
   * gets the descriptor 0 for the first file that it opens, one of its own, and would read that.
   */
  public static InputStream ofThisProcess() {
    try {
      return Files.exists(ZERO) && isOurs(Files.readSymbolicLink(ZERO))
          ? InputStream.nullInputStream()
          : System.in;
    } catch (IOException | UnsupportedOperationException e) {
      return System.in;
    }
  }

  /** Whether a file belongs to the JVM or to the class path. */
  static boolean isOurs(Path file) {
    String classPath = System.getProperty("java.class.path", "");
    return file.startsWith(real(Path.of(System.getProperty("java.home"))))
        || Stream.of(classPath.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .anyMatch(entry -> file.startsWith(real(Path.of(entry))));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath();
    }
  }
}
