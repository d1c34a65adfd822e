package dev.egresstls.lab.app.launch;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** The jar that this program runs from. */
public final class OwnJar {
  private OwnJar() {}

  /** Where it is; empty if the program runs from a folder of classes. */
  public static Optional<Path> find() {
    CodeSource source = OwnJar.class.getProtectionDomain().getCodeSource();
    try {
      return Optional.ofNullable(source == null ? null : source.getLocation())
          .map(OwnJar::uri)
          .map(Path::of)
          .filter(Files::isRegularFile);
    } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }

  private static java.net.URI uri(java.net.URL location) {
    try {
      return location.toURI();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The bundle that it lies in: the jar's folder, if that has a list of its files. */
  public static Optional<Path> bundle() {
    return find()
        .map(Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("SHA256SUMS")))
        .filter(folder -> Files.isDirectory(folder.resolve("downloads")));
  }
}
