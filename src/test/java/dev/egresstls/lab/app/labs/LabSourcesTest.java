package dev.egresstls.lab.app.labs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.egresstls.lab.app.ProcessContext;
import dev.egresstls.lab.app.author.NewLab;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labs from outside: a folder, an archive from a server, and whether they are trusted. */
class LabSourcesTest {
  @TempDir Path home;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, byte[]> served = new LinkedHashMap<>();
  private HttpServer server;
  private Path folder;

  @BeforeEach
  void a_lab_and_a_server() throws IOException {
    folder = home.resolve("my-lab");
    NewLab.write(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = served.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private ProcessContext here() {
    return new ProcessContext(
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(OutputStream.nullOutputStream()),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of(),
        home,
        false,
        StandardCharsets.UTF_8);
  }

  private Catalog chosen(String name) {
    return LabSources.of(here()).choose(LabSources.all(here()), name);
  }

  private String url(String path, byte[] body) {
    served.put(path, body);
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Map<String, byte[]> files() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put("top/my-lab/" + folder.relativize(file), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return out.toByteArray();
  }

  private static byte[] tar(Map<String, byte[]> files, char type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream tar = new GZIPOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        byte[] header = new byte[512];
        put(header, 0, file.getKey());
        put(header, 124, String.format("%011o", file.getValue().length));
        header[156] = (byte) type;
        put(header, 257, "ustar");
        tar.write(header);
        tar.write(file.getValue());
        tar.write(new byte[(512 - file.getValue().length % 512) % 512]);
      }
      tar.write(new byte[1024]);
    }
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  @Test
  void a_lab_is_found_by_its_id_a_folder_and_an_archive() throws IOException {
    assertEquals("my-lab", chosen(folder.toString()).read(Optional.empty()).id());
    byte[] zip = zip(files());
    Lab zipped = chosen(url("/lab.zip", zip)).read(Optional.empty());
    assertEquals("my-lab", zipped.id());
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("sha256 " + Sha256.of(zip)));
    assertEquals(
        "my-lab", chosen(url("/lab.tar.gz", tar(files(), '0'))).read(Optional.empty()).id());
    Lab builtIn = LabSources.all(here()).read(Optional.empty());
    assertEquals(builtIn.id(), chosen(builtIn.id()).read(Optional.empty()).key());
    assertFalse(zipped.key().equals(chosen(folder.toString()).read(Optional.empty()).key()));
    LabFailure none = assertThrows(LabFailure.class, () -> chosen("my-lap").read(Optional.empty()));
    assertTrue(none.problem().what().contains("my-lap"), none.problem().what());
  }

  @Test
  void labs_of_the_user_are_listed_and_do_not_pass_for_others() throws IOException {
    Path labs = home.resolve(".local/share/egresstls-lab/labs");
    NewLab.write(labs.resolve("mine"));
    String first = LabSources.all(here()).ids().get(0);
    NewLab.write(labs.resolve(first));
    Catalog all = LabSources.all(here());
    assertTrue(all.ids().contains("mine"), all.ids().toString());
    assertFalse(all.isOutside());
    assertTrue(all.choosing("mine").isOutside());
  }

  @Test
  void an_archive_that_leads_out_of_itself_or_has_links_writes_nothing() throws IOException {
    Map<String, byte[]> out = new LinkedHashMap<>(files());
    out.put("top/../../../escaped", new byte[] {1});
    for (String url :
        new String[] {
          url("/out.zip", zip(out)),
          url("/out.tar.gz", tar(out, '0')),
          url("/link.tar.gz", tar(Map.of("top/lab.yaml", new byte[0]), '2')),
          url("/large.zip", zip(Map.of("lab.yaml", new byte[20 * 1024 * 1024]))),
          url("/none.zip", "<html>".getBytes(StandardCharsets.UTF_8))
        }) {
      assertThrows(LabFailure.class, () -> chosen(url).read(Optional.empty()), url);
    }
    try (Stream<Path> all = Files.walk(home)) {
      assertFalse(all.anyMatch(file -> file.endsWith("escaped")));
    }
  }

  @Test
  void trust_ends_when_a_file_changes() throws IOException {
    Catalog before = chosen(folder.toString());
    assertFalse(before.trusts());
    TrustedLabs.in(here().state()).add(before.digest(), "my-lab");
    assertTrue(chosen(folder.toString()).trusts());
    Files.writeString(folder.resolve("manifests/more.yaml"), "kind: ClusterRole\n");
    assertFalse(chosen(folder.toString()).trusts());
    assertTrue(LabSources.all(here()).trusts(), "what comes with the program is trusted");
  }
}
