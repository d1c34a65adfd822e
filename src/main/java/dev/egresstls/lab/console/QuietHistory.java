package dev.egresstls.lab.console;

import dev.egresstls.lab.value.Secrets;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/** What was typed, kept in a file where that is possible: a full disk does not end a session. */
final class QuietHistory extends DefaultHistory {
  private Path file;

  @Override
  public void attach(LineReader reader) {
    try {
      file = (Path) reader.getVariable(LineReader.HISTORY_FILE);
      PrivateFiles.folder(file.toAbsolutePath().getParent());
      PrivateFiles.touch(file); // JLine would leave its mode to the umask
    } catch (IOException e) {
      // Without the folder, save and load below stay silent and the history lives in memory.
      reader.setVariable(LineReader.HISTORY_SIZE, 100);
    }
    super.attach(reader);
  }

  /** A line with a secret in it, or with a blank before it, cannot be had back, as in shells. */
  @Override
  public void add(Instant time, String line) {
    if (!Secrets.in(line) && !line.startsWith(" ") && !line.startsWith("\t")) {
      super.add(time, line);
    }
  }

  /** Trimming puts another file in its place. */
  private void keepPrivate() throws IOException {
    if (file != null) {
      PrivateFiles.touch(file);
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
      keepPrivate();
    } catch (IOException | RuntimeException e) {
      // Losing the history is no reason to disturb the learner.
      return;
    }
  }
}
