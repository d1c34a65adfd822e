package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.message.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of one lab. Paths are relative to its folder, with slashes. */
public interface LabFiles {
  /** How a user would name the file. */
  String nameOf(String path);

  /** The file's text; empty if there is no such file. */
  Optional<String> text(String path);

  /** The languages that prose is looked for in first, the reader's own before others. */
  default List<String> languages() {
    return Messages.languages();
  }

  /** The files of a lab that comes with the program. */
  static LabFiles builtIn(String id) {
    return new LabFiles() {
      @Override
      public String nameOf(String path) {
        return "labs/" + id + "/" + path;
      }

      @Override
      public Optional<String> text(String path) {
        try (InputStream in = LabFiles.class.getResourceAsStream("/" + nameOf(path))) {
          return in == null
              ? Optional.empty()
              : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /** The files of a lab in a folder on disk; links that lead out of it are not followed. */
  static LabFiles folder(Path folder) {
    return new LabFiles() {
      @Override
      public String nameOf(String path) {
        return folder.resolve(path).toString();
      }

      @Override
      public Optional<String> text(String path) {
        return read(folder, path);
      }
    };
  }

  private static Optional<String> read(Path folder, String path) {
    Path file = folder.resolve(path);
    try {
      boolean inside =
          Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath());
      return inside ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (CharacterCodingException e) {
      throw unreadable(file, say("catalog.file.no-utf8"));
    } catch (IOException e) {
      throw unreadable(file, e.getMessage());
    }
  }

  private static RuntimeException unreadable(Path file, String why) {
    return Problem.of(Problem.Kind.USAGE, say("catalog.file.unreadable", file))
        .because(why)
        .failure();
  }
}
