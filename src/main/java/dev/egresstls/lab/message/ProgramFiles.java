package dev.egresstls.lab.message;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files that come with the program. They are read from its jar directly: a class loader goes by
 * a URL, which takes ten times as long before the first prompt. Paths begin without a slash.
 */
public final class ProgramFiles {
  private static final Optional<ZipFile> JAR = jar();

  private ProgramFiles() {}

  /** Open as long as the process runs; empty where the program runs from folders. */
  private static Optional<ZipFile> jar() {
    try {
      CodeSource from = ProgramFiles.class.getProtectionDomain().getCodeSource();
      File file = new File(from.getLocation().toURI());
      return file.isFile() ? Optional.of(new ZipFile(file)) : Optional.empty();
    } catch (IOException | URISyntaxException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** What a file holds; empty if there is none. */
  public static Optional<byte[]> bytes(String path) {
    try (InputStream in = open(path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that the jar lacks, such as a translation, can be elsewhere on the class path. */
  private static InputStream open(String path) throws IOException {
    ZipEntry entry = JAR.isPresent() ? JAR.get().getEntry(path) : null;
    return entry == null
        ? ProgramFiles.class.getResourceAsStream("/" + path)
        : JAR.get().getInputStream(entry);
  }

  /** A file's text; empty if there is none. */
  public static Optional<String> maybeText(String path) {
    return bytes(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * The text of a file that the program cannot do without.
   *
   * @throws IllegalStateException if there is none
   */
  public static String text(String path) {
    return maybeText(path)
        .orElseThrow(() -> new IllegalStateException("the program lacks its file " + path));
  }
}
