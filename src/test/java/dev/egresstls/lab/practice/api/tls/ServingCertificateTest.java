package dev.egresstls.lab.practice.api.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.world.background.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate that is made once per machine. */
class ServingCertificateTest {
  private static final String PASSWORD = "practice";

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("practice-serving.p12");
  }

  private ServingCertificate kept() {
    return ServingCertificate.in(folder);
  }

  @Test
  void it_is_made_once_and_kept_for_this_user_alone_even_if_two_begin_at_once() throws Exception {
    List<CompletableFuture<ServingCertificate>> two =
        Stream.of("one", "two").map(name -> Threads.compute(name, this::kept)).toList();
    two.forEach(CompletableFuture::join);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    byte[] before = Files.readAllBytes(file());
    assertEquals(kept().authorityData(), kept().authorityData());
    assertArrayEquals(before, Files.readAllBytes(file()));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @Test
  void one_that_is_damaged_or_expires_soon_is_replaced() throws Exception {
    Files.write(file(), "nonsense".getBytes(UTF_8));
    String made = kept().authorityData();
    Files.write(file(), Keytool.ofThisJava().keystore("practice", PASSWORD, 20));
    String renewed = kept().authorityData();
    assertNotEquals(made, renewed);
    assertEquals(renewed, kept().authorityData());
  }

  @Test
  void where_it_cannot_be_kept_it_serves_all_the_same() throws Exception {
    Path taken = Files.writeString(folder.resolve("taken"), "");
    assertTrue(ServingCertificate.in(taken).authorityData().length() > 100);
    assertEquals("", Files.readString(taken));
  }

  @Test
  void a_java_without_keytool_is_named() {
    Keytool none = new Keytool(folder);
    LabFailure failure = assertThrows(LabFailure.class, () -> ServingCertificate.in(folder, none));
    assertTrue(
        failure.problem().because().orElseThrow().contains(folder.resolve("bin").toString()));
  }
}
