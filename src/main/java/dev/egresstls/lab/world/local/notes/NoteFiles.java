package dev.egresstls.lab.world.local.notes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Notes as files in a folder, each written beside itself first, so that none is ever half there.
 */
public final class NoteFiles implements Notes {
  private final Path folder;

  /** Notes in a folder, which need not exist. */
  public NoteFiles(Path folder) {
    this.folder = folder;
  }

  private Path file(String name) {
    if (!name.matches("[A-Za-z0-9-]{1,100}")) {
      throw new IllegalArgumentException("no name of a note: " + name);
    }
    return folder.resolve(name + ".json");
  }

  @Override
  public boolean none() {
    String[] files = folder.toFile().list((in, name) -> name.endsWith(".json"));
    return files == null || files.length == 0;
  }

  @Override
  public Optional<String> read(String name) {
    Path file = file(name);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw Problem.of(Problem.Kind.PRECONDITION, say("world.notes.unreadable", file))
          .because(String.valueOf(e.getMessage()))
          .failure();
    }
  }

  @Override
  public void write(String name, String text) {
    Path file = file(name);
    try {
      PrivateFiles.folder(folder);
      PrivateFiles.writeThrough(file, text);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private LabFailure unwritable(IOException cause) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.notes.unwritable", folder),
            say("world.notes.unwritable.try"))
        .because(cause.getClass().getSimpleName() + ": " + cause.getMessage())
        .failure();
  }

  @Override
  public void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
      Files.deleteIfExists(folder.resolve(name + ".new"));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public Optional<AutoCloseable> hold(String name) {
    file(name);
    FileChannel channel = null;
    try {
      PrivateFiles.folder(folder);
      channel =
          PrivateFiles.open(
              folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(channel::close);
      }
      channel.close();
      return Optional.empty();
    } catch (OverlappingFileLockException e) {
      close(channel);
      return Optional.empty();
    } catch (IOException e) {
      close(channel);
      throw unwritable(e);
    }
  }

  private void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
