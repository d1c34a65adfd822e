package dev.egresstls.lab.bundle;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.message.ProgramFiles;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.local.DownloadMirror;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes a bundle. */
public final class BundleWriter {
  private static final List<String> LAUNCHERS = List.of("egresstls-lab", "egresstls-lab.cmd");

  private static final Set<String> OWN =
      Set.of("bin", "downloads", Bundle.IMAGES, Bundle.JAR, Catalogs.FILE, IndexPage.FILE);

  private final Catalog catalog;
  private final Path jar;
  private final Downloads downloads;
  private final Digests registries;

  /**
   * A writer.
   *
   * @param catalog the labs whose downloads go into it
   * @param jar the program
   */
  public BundleWriter(Catalog catalog, Path jar, Downloads downloads, Digests registries) {
    this.catalog = catalog;
    this.jar = jar;
    this.downloads = downloads;
    this.registries = registries;
  }

  /**
   * What was written.
   *
   * @param sizes bytes of each file, by its path
   * @param images how many images it lists
   * @param unknown images whose digest no registry returned
   */
  public record Written(Map<String, Long> sizes, int images, List<String> unknown) {
    public Written {
      sizes = new TreeMap<>(sizes);
      unknown = List.copyOf(unknown);
    }
  }

  /**
   * Downloads what there is to download, and only then writes. A bundle that is there already is
   * replaced file by file; until all files are there it has no list, so that nobody takes half of
   * one for a whole.
   *
   * @param base where it will be served, if that is known
   * @throws LabFailure if something cannot be had, or the folder cannot be written or holds
   *     something else
   */
  public Written write(Path folder, Optional<URI> base) throws InterruptedException {
    refuseForeign(folder);
    Needed needed = Needed.by(catalog);
    Map<String, String> texts = new LinkedHashMap<>();
    for (Needed.Download one : needed.downloads()) {
      texts.put(one.url(), text(one));
    }
    List<Image> images = Image.of(needed, texts);
    ImageList list = ImageList.of(images, registries);
    Map<String, byte[]> files = new LinkedHashMap<>();
    texts.forEach((url, text) -> files.put(DownloadMirror.path(URI.create(url)), bytes(text)));
    files.put(Bundle.IMAGES, bytes(list.text()));
    files.put(Catalogs.FILE, bytes(Catalogs.text(base)));
    files.put(IndexPage.FILE, bytes(IndexPage.text(base)));
    LAUNCHERS.forEach(name -> files.put("bin/" + name, launcher(name)));
    return new Written(write(folder, files), images.size(), list.unknown());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Before anything is downloaded, as far as that can be known. */
  private static void refuseUnwritable(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw unwritable(folder, new NotDirectoryException(there.toString()));
    }
    if (!Files.isWritable(there)) {
      throw unwritable(folder, new AccessDeniedException(there.toString()));
    }
  }

  private static void refuseForeign(Path folder) {
    refuseUnwritable(folder);
    try {
      if (!Files.isDirectory(folder) || Files.exists(folder.resolve(Bundle.SUMS))) {
        return;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, BundleWriter::foreign)) {
        if (files.iterator().hasNext()) {
          throw Problem.of(
                  Problem.Kind.USAGE, say("bundle.foreign", folder), say("bundle.foreign.try"))
              .failure();
        }
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** What an interrupted writer leaves is not. */
  private static boolean foreign(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.part$", "");
    return !OWN.contains(name);
  }

  private String text(Needed.Download one) throws InterruptedException {
    String text;
    try {
      text = downloads.text(one.url(), one.sha256(), one.option());
    } catch (LabFailure e) {
      Problem why = e.problem();
      List<String> tries = List.of(say("bundle.download.try"), say("world.download.try-proxy"));
      throw new Problem(why.kind(), why.what(), why.because(), tries, why.place()).failure();
    }
    String digest = Sha256.of(bytes(text));
    if (!one.sha256().isEmpty() && !digest.equals(one.sha256())) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.download.differs", one.url()),
              say("bundle.download.try"))
          .because(say("world.download.differs.because", one.sha256(), digest))
          .failure();
    }
    return text;
  }

  private static byte[] launcher(String name) {
    return ProgramFiles.bytes("bundle/" + name).orElseThrow();
  }

  private Map<String, Long> write(Path folder, Map<String, byte[]> files) {
    Map<String, Long> sizes = new TreeMap<>();
    Map<String, String> digests = new TreeMap<>();
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve(Bundle.SUMS));
      files.put(Bundle.JAR, Files.readAllBytes(jar));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        put(folder.resolve(file.getKey()), file.getValue());
        sizes.put(file.getKey(), (long) file.getValue().length);
        digests.put(file.getKey(), Sha256.of(file.getValue()));
      }
      StringBuilder sums = new StringBuilder();
      digests.forEach((path, digest) -> sums.append(digest + "  " + path + "\n"));
      put(folder.resolve(Bundle.SUMS), bytes(sums.toString()));
      return sizes;
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Whole or not at all, for everybody to read: a web server may run as another user. */
  private static void put(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, bytes);
      if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        boolean program = file.getParent().endsWith("bin");
        Files.setPosixFilePermissions(
            part, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static LabFailure unwritable(Path folder, IOException cause) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("bundle.unwritable", folder),
            say("bundle.unwritable.try"))
        .because(Neutral.line(cause.getClass().getSimpleName() + " " + cause.getMessage()))
        .failure();
  }
}
