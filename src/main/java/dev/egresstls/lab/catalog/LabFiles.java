package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.message.Messages;
import dev.egresstls.lab.message.ProgramFiles;
import dev.egresstls.lab.value.Sha256;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files of one lab. Paths are relative to its folder, with slashes. */
public interface LabFiles {
  /** More than a lab can need. */
  int MOST = 2_000;

  /** How a user would name the file. */
  String nameOf(String path);

  /** The file's text; empty if there is no such file. */
  Optional<String> text(String path);

  /** Where the lab is on disk; empty if it comes with the program. */
  default Optional<Path> folder() {
    return Optional.empty();
  }

  /**
   * Tells the lab apart from all others on this machine, also from one that has its id: for names
   * of files.
   */
  default String key(String id) {
    return id;
  }

  /** The languages that prose is looked for in first, the reader's own before others. */
  default List<String> languages() {
    return Messages.languages();
  }

  /** The same files, which keep the paths of those that are read. */
  default LabFiles recording(Set<String> read) {
    LabFiles all = this;
    return new LabFiles() {
      @Override
      public String nameOf(String path) {
        return all.nameOf(path);
      }

      @Override
      public Optional<String> text(String path) {
        Optional<String> text = all.text(path);
        text.ifPresent(found -> read.add(path));
        return text;
      }

      @Override
      public List<String> languages() {
        return all.languages();
      }
    };
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
        return ProgramFiles.maybeText(nameOf(path));
      }
    };
  }

  /** The files of a lab in a folder on disk; links that lead out of it are not followed. */
  static LabFiles folder(Path folder) {
    return folder(folder, folder.toAbsolutePath().normalize().toString());
  }

  /**
   * The same for a folder that comes from elsewhere.
   *
   * @param source tells it apart from all others on this machine
   */
  static LabFiles folder(Path folder, String source) {
    return new LabFiles() {
      @Override
      public String nameOf(String path) {
        return folder.resolve(path).toString();
      }

      @Override
      public Optional<String> text(String path) {
        return read(folder, path);
      }

      @Override
      public Optional<Path> folder() {
        return Optional.of(folder);
      }

      @Override
      public String key(String id) {
        String digest = Sha256.of(source.getBytes(StandardCharsets.UTF_8));
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return Objects.toString(name, "lab") + "@" + digest.substring(0, 8);
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

  /**
   * The digest of the files in a folder, by their paths.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if one cannot be read, or they are too many
   */
  static String digest(Path folder) {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> below = Files.walk(folder)) {
      List<Path> files =
          below
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .limit(MOST + 1L)
              .sorted()
              .toList();
      if (files.size() > MOST) {
        throw Problem.of(Problem.Kind.USAGE, say("catalog.lab.too-many", folder, MOST)).failure();
      }
      for (Path file : files) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        all.append(Sha256.of(Files.readAllBytes(file))).append(' ').append(name).append('\n');
      }
    } catch (IOException e) {
      throw Problem.of(Problem.Kind.USAGE, say("catalog.file.unreadable", folder))
          .because(e.getMessage())
          .failure();
    }
    return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
  }
}
