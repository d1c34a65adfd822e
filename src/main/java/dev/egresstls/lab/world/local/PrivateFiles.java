package dev.egresstls.lab.world.local;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The one place that makes files and folders: whatever the umask, files are readable by this user
 * alone (0600) and folders can be entered by this user alone (0700). Where the file system knows no
 * modes, as on Windows, an access list with this user as its only entry does the same.
 */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /**
   * A folder of the lab's own, made with all that is missing above it. One that an earlier version
   * left open to others is closed.
   */
  public static Path folder(Path folder) throws IOException {
    makeAbove(folder);
    if (Files.isDirectory(folder)) {
      only(folder, FOLDER);
    }
    return folder;
  }

  /** Makes what is missing of a folder; what is there, which may be the user's, stays as it is. */
  private static void makeAbove(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return;
    }
    if (absolute.getParent() != null) {
      makeAbove(absolute.getParent());
    }
    try {
      Files.createDirectory(absolute, attributes(absolute, FOLDER));
      only(absolute, FOLDER);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(absolute)) {
        throw e;
      }
    }
  }

  /** A temporary folder. */
  public static Path temporaryFolder(String prefix) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    only(folder, FOLDER);
    return folder;
  }

  /** A temporary file. */
  public static Path temporaryFile(String prefix, String suffix) throws IOException {
    Path file = Files.createTempFile(prefix, suffix);
    only(file, FILE);
    return file;
  }

  /** Writes a file, in the place of an earlier one; it is never half there. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for bytes. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, bytes, false);
  }

  /** The same, and it is on disk when this returns. */
  public static void writeThrough(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8), true);
  }

  /** Work on files. */
  @FunctionalInterface
  public interface FileWork<T> {
    /** Does it; it may be done again from the start. */
    T run() throws IOException;
  }

  /**
   * Works on files although the thread was interrupted, and keeps the interrupt for the caller:
   * what must be written down before and after a change is written, and a channel that is
   * interrupted would close.
   */
  public static <T> T uninterrupted(FileWork<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.run();
        } catch (ClosedByInterruptException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void write(Path file, byte[] bytes, boolean force) throws IOException {
    uninterrupted(
        () -> {
          writeOnce(file, bytes, force);
          return null;
        });
  }

  private static void writeOnce(Path file, byte[] bytes, boolean force) throws IOException {
    Path target = file.toAbsolutePath();
    makeAbove(target.getParent());
    Path part = Files.createTempFile(target.getParent(), "part", "");
    try {
      only(part, FILE);
      try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          out.write(left);
        }
        if (force) {
          out.force(true);
        }
      }
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Adds a text to the end of a file. */
  public static void append(Path file, String text) throws IOException {
    makeAbove(file.toAbsolutePath().getParent());
    try (FileChannel out = open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (left.hasRemaining()) {
        out.write(left);
      }
    }
  }

  /**
   * A writer to a file that must not be there yet.
   *
   * @throws FileAlreadyExistsException if it is
   */
  public static BufferedWriter writerOfNew(Path file) throws IOException {
    return writer(open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** A writer to a file that is there, in the place of what it holds. */
  public static BufferedWriter writerOver(Path file) throws IOException {
    return writer(open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
  }

  private static BufferedWriter writer(FileChannel channel) {
    return new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }

  /** Opens a file; made first if the options say so. */
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    FileChannel channel =
        FileChannel.open(file, Set.of(options), attributes(file.toAbsolutePath(), FILE));
    try {
      if (Files.isRegularFile(file)) {
        only(file, FILE);
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Makes an empty file if there is none, and closes one to others that is there. */
  public static void touch(Path file) throws IOException {
    makeAbove(file.toAbsolutePath().getParent());
    open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
  }

  /** Gives a file another name in the same folder. */
  public static void rename(Path file, Path name) throws IOException {
    Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Sees to it that new names in a folder outlive a power cut, where the system lets one. */
  public static void sync(Path folder) {
    try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
      open.force(true);
    } catch (IOException e) {
      return; // not every system lets a folder be opened; its files are synced all the same
    }
  }

  /** With the mode from the first moment, so that nobody can be quicker. */
  private static FileAttribute<?>[] attributes(Path file, Set<PosixFilePermission> mode) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
        : new FileAttribute<?>[0];
  }

  private static void only(Path file, Set<PosixFilePermission> mode) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      if (!posix.readAttributes().permissions().equals(mode)) {
        posix.setPermissions(mode);
      }
      return;
    }
    AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (acl != null) {
      AclEntry owner =
          AclEntry.newBuilder()
              .setType(AclEntryType.ALLOW)
              .setPrincipal(acl.getOwner())
              .setPermissions(EnumSet.allOf(AclEntryPermission.class))
              .build();
      acl.setAcl(List.of(owner));
    }
  }
}
