package dev.egresstls.lab.shell.record;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.SecretFields;
import dev.egresstls.lab.value.Secrets;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A session as plain text, written as it happens: without colours, neutralised, without secrets,
 * for this user alone. What cannot be written is noted once and disturbs nobody.
 */
public final class Recording implements AutoCloseable {
  private static final int KEPT = 20;

  private boolean keptOut;
  private Optional<Path> file = Optional.empty();
  private Optional<BufferedWriter> writer = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private Optional<Secrets> secrets = Optional.empty();

  private Recording() {}

  /**
   * Begins one. At its end all but the last ones are removed.
   *
   * @param folder where recordings are kept; it need not exist
   * @param mode the last part of its name, such as {@code practice}
   */
  public static Recording begin(Path folder, Instant now, String mode) {
    Recording recording = new Recording();
    try {
      PrivateFiles.folder(folder);
      recording.create(folder, name(now), mode);
    } catch (IOException e) {
      recording.failed(e);
    }
    return recording;
  }

  /** Such as {@code 20260504T120000Z}; only US digits need no locale data, which takes a while. */
  private static String name(Instant now) {
    ZonedDateTime at = now.atZone(ZoneOffset.UTC);
    return String.format(
        Locale.US,
        "%04d%02d%02dT%02d%02d%02dZ",
        at.getYear(),
        at.getMonthValue(),
        at.getDayOfMonth(),
        at.getHour(),
        at.getMinute(),
        at.getSecond());
  }

  /** One that is kept nowhere. */
  public static Recording nowhere() {
    return new Recording();
  }

  /** One in a file that is there. */
  static Recording into(Path file) {
    Recording recording = new Recording();
    try {
      recording.write(file, PrivateFiles.writerOver(file));
    } catch (IOException e) {
      recording.failed(e);
    }
    return recording;
  }

  private void write(Path into, BufferedWriter opened) {
    file = Optional.of(into);
    writer = Optional.of(opened);
  }

  private void create(Path folder, String name, String mode) throws IOException {
    for (int more = 1; ; more++) {
      String again = more == 1 ? "" : "-" + more;
      Path fresh = folder.resolve(name + "-" + mode + again + ".txt");
      try {
        write(fresh, PrivateFiles.writerOfNew(fresh));
        return;
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

  /** Whether anything of what is shown is written; nobody need lay it out otherwise. */
  public synchronized boolean isKept() {
    return writer.isPresent();
  }

  /** Writes rows that were shown. */
  public synchronized void shown(List<String> rows) {
    List<String> safe = new ArrayList<>();
    for (String row : rows) {
      safe.add(hidden(Neutral.text(row)));
    }
    write(safe);
  }

  /**
   * Writes lines that were shown. An object is written without its secrets; else a line in which
   * one is found is written in one row, for in two rows half of it would not be found.
   *
   * @param lines each whole, in one row
   * @param rows each as it was shown, in rows
   */
  public synchronized void shown(List<String> lines, List<List<String>> rows) {
    List<String> neutral = lines.stream().map(Neutral::text).toList();
    Optional<List<String>> object = SecretFields.page(neutral);
    if (object.isPresent()) {
      write(object.get());
      return;
    }
    List<String> safe = new ArrayList<>();
    for (int i = 0; i < neutral.size(); i++) {
      String line = hidden(neutral.get(i));
      if (line.equals(neutral.get(i))) {
        rows.get(i).forEach(row -> safe.add(Neutral.text(row)));
      } else {
        safe.add(line);
      }
    }
    write(safe);
  }

  /** Its many patterns are made when there is a line to look at, which is not before the prompt. */
  private String hidden(String line) {
    Secrets known = secrets.orElseGet(Secrets::new);
    secrets = Optional.of(known);
    return known.next(line);
  }

  private void write(List<String> rows) {
    if (writer.isEmpty() || keptOut) {
      return;
    }
    try {
      for (String row : rows) {
        writer.get().write(row.stripTrailing());
        writer.get().newLine();
      }
      writer.get().flush();
    } catch (IOException e) {
      failed(e);
    }
  }

  /**
   * Writes a line that was typed behind a prompt. Where a blank stands before it, neither the line
   * nor what comes of it is written.
   */
  public synchronized void typed(String prompt, String line) {
    keptOut = SessionLog.isKeptOut(line);
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
        removeOld(file.orElseThrow().getParent());
      }
    } catch (IOException e) {
      failure = failure.or(() -> Optional.of(Neutral.line(String.valueOf(e.getMessage()))));
    }
  }
}
