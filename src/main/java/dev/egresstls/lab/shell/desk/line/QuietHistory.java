package dev.egresstls.lab.shell.desk.line;

import dev.egresstls.lab.shell.record.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/** What was typed, kept in a file where that is possible: a full disk does not end a sitting. */
final class QuietHistory extends DefaultHistory {
  @Override
  public void attach(LineReader reader) {
    try {
      Path file = (Path) reader.getVariable(LineReader.HISTORY_FILE);
      Files.createDirectories(file.toAbsolutePath().getParent());
      keepPrivate(file);
    } catch (IOException e) {
      // Without the folder, save and load below stay silent and the history lives in memory.
      reader.setVariable(LineReader.HISTORY_SIZE, 100);
    }
    super.attach(reader);
  }

  /** An earlier version of the lab left that to the user's umask. */
  private static void keepPrivate(Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** A line with a secret in it cannot be had back, here or in the file. */
  @Override
  public void add(Instant time, String line) {
    if (!Secrets.in(line)) {
      super.add(time, line);
    }
  }

  @Override
  public void load() {
    try {
      super.load();
    } catch (IOException | RuntimeException e) {
      // An unreadable history is an empty one.
      return;
    }
  }

  @Override
  public void save() {
    try {
      super.save();
    } catch (IOException | RuntimeException e) {
      // Losing the history is no reason to disturb the learner.
      return;
    }
  }
}
