package dev.egresstls.lab.cli.serve;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A kubeconfig that the lab wrote: readable by this user alone, and gone with its cluster. */
final class WrittenKubeconfig implements AutoCloseable {
  private static final String MARK =
      "# Written by egresstls-lab practice serve; it removes it again.\n";

  private final Path file;
  private final String text;

  private WrittenKubeconfig(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Whether a file may be written: there is none, or the lab wrote it.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if someone else's file is there
   */
  public static void refuseForeign(Path file) {
    try {
      if (Files.exists(file)
          && (Files.isDirectory(file) || !Files.readString(file).startsWith(MARK))) {
        throw Problem.of(
                Problem.Kind.USAGE,
                say("cli.serve.foreign", file),
                say("cli.serve.write-kubeconfig.try"))
            .failure();
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /**
   * Whether the folder of a file that the user names is there: the lab makes none for it.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it is not, or is no folder
   */
  public static void refuseHomeless(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw unwritable(file, say("cli.serve.no-folder"));
    }
    if (!Files.isWritable(folder)) {
      throw unwritable(file, new AccessDeniedException(folder.toString()));
    }
  }

  /**
   * Writes one with mode 0600, never half.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be written, or someone else's is there
   */
  public static WrittenKubeconfig write(Path file, String kubeconfig) {
    refuseForeign(file);
    String text = MARK + kubeconfig;
    try {
      PrivateFiles.write(file, text);
      return new WrittenKubeconfig(file, text);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static RuntimeException unwritable(Path file, IOException cause) {
    return unwritable(
        file,
        cause instanceof NoSuchFileException
            ? say("world.file.folder-missing")
            : Neutral.line(String.valueOf(cause.getMessage())));
  }

  private static RuntimeException unwritable(Path file, String why) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.file.unwritable", file),
            say("cli.serve.write-kubeconfig.try"))
        .because(why)
        .failure();
  }

  public Path file() {
    return file;
  }

  /** Removes it, unless someone has written something else there. */
  @Override
  public void close() {
    try {
      if (Files.exists(file) && Files.readString(file).equals(text)) {
        Files.delete(file);
      }
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
