package dev.egresstls.lab.world.local;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.Notes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Journals and notes as files in a folder, for this user alone: {@code NAME.jsonl} is appended to,
 * {@code NAME.head} says how far it has come, {@code NAME.json} is a note as the lab wrote them up
 * to version 0.1.
 */
public final class NoteFiles implements Notes {
  private static final String JOURNAL = ".jsonl";
  private static final String HEAD = ".head";
  private static final String NOTE = ".json";
  private static final int LONGEST_NAME = 100;

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path old;
  private final boolean durable;

  /** Files in a folder, which need not exist. */
  public NoteFiles(Path folder) {
    this(folder, folder);
  }

  /**
   * The same.
   *
   * @param old where notes of earlier versions are
   */
  public NoteFiles(Path folder, Path old) {
    this(folder, old, true);
  }

  private NoteFiles(Path folder, Path old, boolean durable) {
    this.folder = folder;
    this.old = old;
    this.durable = durable;
  }

  /**
   * Files of changes that end with this process, as do the files: nothing waits until they are on
   * the disk.
   */
  public static NoteFiles passing(Path folder) {
    return new NoteFiles(folder, folder, false);
  }

  private static String checked(String name) {
    if (!name.matches("[A-Za-z0-9-]{1," + LONGEST_NAME + "}")) {
      throw new IllegalArgumentException("no name of a note: " + name);
    }
    return name;
  }

  private Path note(String name) {
    return old.resolve(checked(name) + NOTE);
  }

  private Path file(String name) {
    return folder.resolve(checked(name) + JOURNAL);
  }

  @Override
  public boolean none() {
    return none(folder, JOURNAL) && none(folder, HEAD) && none(old, NOTE);
  }

  private static boolean none(Path in, String ending) {
    String[] files =
        in.toFile().list((at, name) -> name.endsWith(ending) && !name.startsWith(Notes.INVENTORY));
    return files == null || files.length == 0;
  }

  @Override
  public Optional<String> read(String name) {
    return bytes(note(name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public Optional<byte[]> journal(String name) {
    return bytes(file(name));
  }

  private static Optional<byte[]> bytes(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("world.notes.unreadable", file),
              say("world.notes.unreadable.try", file))
          .because(cause(e))
          .failure();
    }
  }

  @Override
  public void append(String name, long keep, String text) {
    try {
      PrivateFiles.uninterrupted(
          () -> {
            append(made(file(name)), keep, text);
            return null;
          });
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void append(Path file, long keep, String text) throws IOException {
    try (FileChannel out = PrivateFiles.open(file, StandardOpenOption.WRITE)) {
      if (out.size() > keep) {
        out.truncate(keep);
      }
      out.position(out.size());
      write(out, text);
    }
  }

  private void write(FileChannel out, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    if (durable) {
      out.force(true);
    }
  }

  /** The file, made if it is not there. */
  private Path made(Path file) throws IOException {
    PrivateFiles.folder(file.getParent());
    boolean fresh = !Files.exists(file);
    PrivateFiles.touch(file);
    if (fresh && durable) {
      PrivateFiles.sync(file.getParent());
    }
    return file;
  }

  private Path headFile(String name) {
    return folder.resolve(checked(name) + HEAD);
  }

  @Override
  public Optional<String> head(String name) {
    return bytes(headFile(name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void writeHead(String name, String text) {
    try {
      PrivateFiles.uninterrupted(
          () -> {
            PrivateFiles.folder(folder);
            PrivateFiles.writeThrough(headFile(name), text);
            return null;
          });
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public void dropJournal(String name) {
    try {
      Files.deleteIfExists(file(name));
      Files.deleteIfExists(headFile(name));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public String putAside(String name) {
    try {
      for (int i = 1; ; i++) {
        Path aside = folder.resolve(name + ".damaged-" + i);
        Path headAside = folder.resolve(name + ".damaged-" + i + HEAD + "-was");
        if (!Files.exists(aside) && !Files.exists(headAside)) {
          boolean there = Files.exists(file(name));
          if (there) {
            PrivateFiles.rename(file(name), aside);
          }
          if (Files.exists(headFile(name))) {
            PrivateFiles.rename(headFile(name), headAside);
          }
          return (there ? aside : headAside).toString();
        }
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  @Override
  public String where(String name) {
    return file(name).toString();
  }

  @Override
  public String whereNote(String name) {
    return note(name).toString();
  }

  @Override
  public void write(String name, String text) {
    Path file = note(name);
    try {
      PrivateFiles.folder(old);
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
        .because(cause(cause))
        .failure();
  }

  private static String cause(IOException e) {
    return Neutral.line(e.getClass().getSimpleName() + ": " + e.getMessage());
  }

  @Override
  public void remove(String name) {
    try {
      Files.deleteIfExists(note(name));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Path lock(String name) {
    return folder.resolve(checked(name) + ".lock");
  }

  @Override
  public Optional<AutoCloseable> hold(String name, String who) {
    Path file = lock(name).toAbsolutePath();
    // Closing a second channel of a file would let go of this process's lock (fcntl(2)).
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    try {
      Optional<FileChannel> held = PrivateFiles.uninterrupted(() -> locked(made(file)));
      if (held.isPresent()) {
        tell(name, who);
        return Optional.of(() -> release(file, held.get()));
      }
    } catch (IOException e) {
      HELD.remove(file);
      throw unwritable(e);
    }
    HELD.remove(file);
    return Optional.empty();
  }

  private static Optional<FileChannel> locked(Path file) throws IOException {
    FileChannel channel = PrivateFiles.open(file, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another class loader of this process holds it.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  private void tell(String name, String who) throws IOException {
    PrivateFiles.write(holderFile(name), who);
  }

  private Path holderFile(String name) {
    return folder.resolve(checked(name) + ".holder");
  }

  @Override
  public String holder(String name) {
    return bytes(holderFile(name))
        .map(bytes -> Neutral.line(new String(bytes, StandardCharsets.UTF_8)))
        .orElse("");
  }

  private void release(Path file, FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      HELD.remove(file);
    }
  }
}
