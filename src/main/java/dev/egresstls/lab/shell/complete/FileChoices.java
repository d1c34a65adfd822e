package dev.egresstls.lab.shell.complete;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.console.Choices.Choice;
import dev.egresstls.lab.value.Neutral;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Files and folders of this machine. */
final class FileChoices {
  private static final int MOST = 500;

  private FileChoices() {}

  /** What is in the folder that the word names, or in the one it was started in. */
  static List<Choice> of(String word) {
    int slash = word.lastIndexOf('/');
    String folder = word.substring(0, slash + 1);
    boolean hidden = word.startsWith(".", slash + 1);
    List<Choice> found = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (found.size() < MOST && name.startsWith(".") == hidden && plain(name)) {
          found.add(choice(folder + name, Files.isDirectory(entry)));
        }
      }
    } catch (IOException | InvalidPathException | java.nio.file.DirectoryIteratorException e) {
      return List.of(); // a folder that cannot be read has nothing to offer
    }
    found.sort(Comparator.comparing(Choice::word));
    return found;
  }

  private static boolean plain(String name) {
    return name.equals(Neutral.line(name)) && name.indexOf('\'') < 0 && name.indexOf('"') < 0;
  }

  private static Choice choice(String path, boolean folder) {
    return folder
        ? new Choice(path + "/", say("shell.complete.folder"), false)
        : Choice.of(path, say("shell.complete.file"));
  }
}
