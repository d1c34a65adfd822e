package dev.egresstls.lab.shell.record;

import dev.egresstls.lab.value.Neutral;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sitting as plain text, written as it happens: without colours, neutralised, without secrets,
 * for this user alone. What cannot be written is noted once and disturbs nobody.
 */
public final class Recording implements AutoCloseable {
  private static final int KEPT = 20;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Secrets secrets = new Secrets();
  private Optional<Path> file = Optional.empty();
  private Optional<BufferedWriter> writer = Optional.empty();
  private Optional<String> failure = Optional.empty();

  private Recording() {}

  /**
   * Begins one, and removes all but the last ones of earlier sittings.
   *
   * @param folder where recordings are kept; it need not exist
   * @param mode the last part of its name, such as {@code practice}
   */
  public static Recording begin(Path folder, Instant now, String mode) {
    Recording recording = new Recording();
    try {
      Files.createDirectories(folder);
      recording.write(create(folder, NAME.format(now), mode));
      removeOld(folder);
    } catch (IOException e) {
      recording.failed(e);
    }
    return recording;
  }

  /** One in a file that is there. */
  static Recording into(Path file) {
    Recording recording = new Recording();
    try {
      recording.write(file);
    } catch (IOException e) {
      recording.failed(e);
    }
    return recording;
  }

  private void write(Path into) throws IOException {
    file = Optional.of(into);
    writer = Optional.of(Files.newBufferedWriter(into, StandardCharsets.UTF_8));
  }

  private static Path create(Path folder, String name, String mode) throws IOException {
    boolean modes = Files.getFileStore(folder).supportsFileAttributeView("posix");
    FileAttribute<?>[] own =
        modes
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    for (int more = 1; ; more++) {
      try {
        String again = more == 1 ? "" : "-" + more;
        return Files.createFile(folder.resolve(name + "-" + mode + again + ".txt"), own);
      } catch (FileAlreadyExistsException e) {
        if (more > 99) {
          throw e;
        }
      }
    }
  }

  /** By their names, which begin with the time. */
  private static void removeOld(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all =
          files
              .filter(one -> one.getFileName().toString().matches("\\d{8}T\\d{6}Z-.*\\.txt"))
              .sorted()
              .toList();
    }
    for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
      Files.deleteIfExists(old);
    }
  }

  /** Writes rows that were shown. */
  public synchronized void shown(List<String> rows) {
    if (writer.isEmpty()) {
      return;
    }
    try {
      for (String row : rows) {
        writer.get().write(secrets.next(Neutral.text(row)).stripTrailing());
        writer.get().newLine();
      }
      writer.get().flush();
    } catch (IOException e) {
      failed(e);
    }
  }

  /** Writes a line that was typed behind a prompt. */
  public synchronized void typed(String prompt, String line) {
    shown(List.of(prompt + line));
  }

  private void failed(IOException e) {
    failure = Optional.of(Neutral.line(String.valueOf(e.getMessage())));
    close();
    writer = Optional.empty();
  }

  /** Where it is, as long as all of it could be written. */
  public synchronized Optional<Path> file() {
    return failure.isPresent() ? Optional.empty() : file;
  }

  /** Why not all of it could be written. */
  public synchronized Optional<String> failure() {
    return failure;
  }

  @Override
  public synchronized void close() {
    try {
      if (writer.isPresent()) {
        writer.get().close();
        writer = Optional.empty();
      }
    } catch (IOException e) {
      failure = failure.or(() -> Optional.of(Neutral.line(String.valueOf(e.getMessage()))));
    }
  }
}
