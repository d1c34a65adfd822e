package dev.egresstls.lab.app.labs;

import static dev.egresstls.lab.message.Messages.say;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the files of a lab's archive, a zip or a tar.gz. An archive is not trusted: a path that
 * leads out of it, a link, and more than a lab can need are refused, and nothing is written then.
 */
final class LabArchive {
  private static final int MOST_FILES = 2_000;
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int BLOCK = 512;
  private static final String LAB = "lab.yaml";
  private static final int DEEPEST = 3;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private long total;

  private LabArchive() {}

  /**
   * The files by path.
   *
   * @throws IOException in words for people, if it is neither or refused
   */
  static Map<String, byte[]> files(byte[] archive) throws IOException {
    LabArchive read = new LabArchive();
    if (archive.length > 2 && archive[0] == 'P' && archive[1] == 'K') {
      read.zip(archive);
    } else if (archive.length > 2 && archive[0] == 0x1f && (archive[1] & 0xff) == 0x8b) {
      try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(archive))) {
        read.tar(tar);
      }
    } else {
      throw new IOException(say("app.labs.no-archive"));
    }
    return read.files;
  }

  private void zip(byte[] archive) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          keep(entry.getName(), zip.readNBytes(left()));
          if (zip.read() >= 0) {
            throw tooLarge();
          }
        }
      }
    }
  }

  /** The format is described in POSIX.1-2001, pax. */
  private void tar(InputStream tar) throws IOException {
    String longer = "";
    byte[] header = tar.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      int size = size(header);
      byte[] body = tar.readNBytes(size);
      tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      String name = longer.isEmpty() ? name(header) : longer;
      longer = "";
      switch (header[156]) {
        case '0', 0 -> keep(name, body);
        case '5', 'g' -> {}
        case 'x' -> longer = paxPath(body);
        case 'L' -> longer = text(body, 0, body.length);
        default -> throw new IOException(say("app.labs.link", name));
      }
      header = tar.readNBytes(BLOCK);
    }
  }

  private int size(byte[] header) throws IOException {
    String octal = text(header, 124, 12).strip();
    if (!octal.matches("[0-7]{1,11}")) {
      throw new IOException(say("app.labs.no-archive"));
    }
    long size = Long.parseLong(octal, 8);
    if (size > left()) {
      throw tooLarge();
    }
    return (int) size;
  }

  private static String name(byte[] header) {
    boolean ustar = text(header, 257, 5).equals("ustar");
    String prefix = ustar ? text(header, 345, 155) : "";
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < Math.min(bytes.length, from + length) && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  private static String paxPath(byte[] body) {
    return new String(body, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("^[0-9]+ ", ""))
        .filter(line -> line.startsWith("path="))
        .map(line -> line.substring("path=".length()))
        .findFirst()
        .orElse("");
  }

  private int left() {
    return (int) (MOST_BYTES - total);
  }

  private static IOException tooLarge() {
    return new IOException(say("app.labs.too-large", MOST_FILES, MOST_BYTES / 1024 / 1024));
  }

  private void keep(String name, byte[] body) throws IOException {
    boolean outside =
        name.isEmpty()
            || name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || List.of(name.split("/")).contains("..");
    if (outside) {
      throw new IOException(say("app.labs.outside", name));
    }
    total += body.length;
    if (files.size() >= MOST_FILES) {
      throw tooLarge();
    }
    files.put(name, body);
  }

  /**
   * The folder of an unpacked archive that holds the lab.
   *
   * @throws IOException in words for people, if there is none, or more than one
   */
  static Path root(Path unpacked) throws IOException {
    try (Stream<Path> all = Files.walk(unpacked, DEEPEST + 1)) {
      List<Path> labs =
          all.filter(file -> file.getFileName().toString().equals(LAB))
              .map(Path::getParent)
              .toList();
      if (labs.size() != 1) {
        throw new IOException(say("app.labs.how-many", labs.size()));
      }
      return labs.get(0);
    }
  }
}
