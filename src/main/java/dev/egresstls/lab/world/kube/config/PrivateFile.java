package dev.egresstls.lab.world.kube.config;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files with secrets in them: never half, and readable by this user alone. */
final class PrivateFile {
  private PrivateFile() {}

  static void write(Path file, String text) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      // A temporary file is made with mode 0600 where the file system knows modes.
      Path part = Files.createTempFile(target.getParent(), "part", "");
      try {
        Files.write(part, text.getBytes(StandardCharsets.UTF_8));
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.file.unwritable", file),
              say("world.file.unwritable.try"))
          .because(
              e instanceof NoSuchFileException
                  ? say("world.file.folder-missing")
                  : Neutral.line(String.valueOf(e.getMessage())))
          .failure();
    }
  }
}
