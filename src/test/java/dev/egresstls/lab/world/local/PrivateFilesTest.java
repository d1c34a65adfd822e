package dev.egresstls.lab.world.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateFilesTest {
  @TempDir Path home;

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void what_is_made_is_this_users_alone_and_what_was_open_is_closed() throws IOException {
    Path state = home.resolve("state/egresstls-lab");
    PrivateFiles.folder(state);
    assertEquals("rwx------", mode(state));
    assertEquals("rwx------", mode(state.getParent()));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    PrivateFiles.folder(state);
    assertEquals("rwx------", mode(state));
    Path log = Files.writeString(state.resolve("log"), "a\n");
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
    PrivateFiles.append(log, "b\n");
    assertEquals("a\nb\n", Files.readString(log));
    assertEquals("rw-------", mode(log));
    PrivateFiles.writeThrough(state.resolve("note"), "c");
    assertEquals("rw-------", mode(state.resolve("note")));
    try (BufferedWriter writer = PrivateFiles.writerOfNew(state.resolve("new"))) {
      writer.write("d");
    }
    assertEquals("rw-------", mode(state.resolve("new")));
    try (FileChannel lock =
        PrivateFiles.open(
            state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertTrue(lock.isOpen());
      assertEquals("rw-------", mode(state.resolve("lock")));
    }
    assertThrows(
        FileAlreadyExistsException.class, () -> PrivateFiles.writerOfNew(state.resolve("new")));
  }

  @Test
  void a_folder_of_the_users_own_stays_as_it_is() throws IOException {
    Path folder = Files.createDirectory(home.resolve("mine"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    PrivateFiles.write(folder.resolve("kubeconfig"), "x");
    assertEquals("rwxr-xr-x", mode(folder));
    assertEquals("rw-------", mode(folder.resolve("kubeconfig")));
  }
}
