package dev.egresstls.lab.world.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.world.Downloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadMirrorTest {
  private static final String TEXT = "kind: CustomResourceDefinition\n";
  private static final String DIGEST = Sha256.of(TEXT.getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  private HttpServer server;
  private final AtomicInteger atOrigin = new AtomicInteger();
  private final AtomicInteger atMirror = new AtomicInteger();
  private final Map<String, String> copies = new ConcurrentHashMap<>();
  private final List<String> noted = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve("/origin/", atOrigin, path -> TEXT);
    serve("/room/", atMirror, copies::get);
    server.start();
  }

  private interface Texts {
    String at(String path);
  }

  private void serve(String below, AtomicInteger count, Texts texts) {
    server.createContext(
        below,
        exchange -> {
          count.incrementAndGet();
          String text = texts.at(exchange.getRequestURI().getPath());
          byte[] body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              text == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private String copy(String name) {
    return DownloadMirror.path(URI.create(url("/origin/" + name)));
  }

  private final Downloads.Listener listener =
      new Downloads.Listener() {
        @Override
        public void received(long bytes, OptionalLong of) {}

        @Override
        public void noted(String sentence) {
          noted.add(sentence);
        }
      };

  private HttpDownloads with(String mirror) {
    return new HttpDownloads(
        folder.resolve("cache-" + noted.size()), Map.of(), Map.of(DownloadMirror.VARIABLE, mirror));
  }

  private String get(Downloads downloads, String name, String digest) throws Exception {
    return downloads.text(url("/origin/" + name), digest, "gateway-api-file", listener);
  }

  @Test
  void a_copy_with_the_right_digest_is_taken_and_nobody_else_is_asked() throws Exception {
    copies.put("/room/" + copy("a.yaml"), TEXT);
    assertEquals(TEXT, get(with(url("/room")), "a.yaml", DIGEST));
    assertEquals(0, atOrigin.get());
    assertEquals(List.of(), noted);
  }

  @Test
  void a_folder_is_a_mirror_too() throws Exception {
    Path file = folder.resolve("usb stick").resolve(copy("a.yaml"));
    Files.createDirectories(file.getParent());
    Files.writeString(file, TEXT);
    assertEquals(TEXT, get(with(folder.resolve("usb stick").toString()), "a.yaml", DIGEST));
    assertEquals(0, atOrigin.get());
  }

  @Test
  void a_copy_with_another_digest_is_not_taken_and_that_is_told() throws Exception {
    copies.put("/room/" + copy("a.yaml"), "kind: Evil\n");
    assertEquals(TEXT, get(with(url("/room/")), "a.yaml", DIGEST));
    assertEquals(1, atOrigin.get());
    assertTrue(noted.get(0).contains("a different digest"), noted.toString());
  }

  @Test
  void a_mirror_that_does_not_answer_is_told_of_once_and_not_asked_again() throws Exception {
    String dead;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      dead = "http://127.0.0.1:" + closed.getLocalPort() + "/";
    }
    HttpDownloads downloads = with(dead);
    assertEquals(TEXT, get(downloads, "a.yaml", ""));
    assertEquals(TEXT, get(downloads, "b.yaml", ""));
    assertEquals(
        List.of(
            "Cannot use the mirror "
                + dead
                + " (no connection). Downloading from 127.0.0.1 instead."),
        noted);
  }

  @Test
  void a_mirror_that_lacks_one_file_is_asked_for_the_next() throws Exception {
    copies.put("/room/" + copy("b.yaml"), TEXT);
    HttpDownloads downloads = with(url("/room/"));
    assertEquals(TEXT, get(downloads, "a.yaml", ""));
    assertEquals(TEXT, get(downloads, "b.yaml", ""));
    assertEquals(1, atOrigin.get());
    assertEquals(2, atMirror.get());
    assertEquals(1, noted.size());
  }

  @Test
  void what_is_no_mirror_is_a_problem_of_the_command_line() {
    for (String wrong : List.of("ftp://a/b", "http:///x", "http://a b/", "x\0y")) {
      Problem problem =
          assertThrows(LabFailure.class, () -> DownloadMirror.at(wrong), wrong).problem();
      assertEquals(Problem.Kind.USAGE, problem.kind());
    }
    assertTrue(DownloadMirror.of(Map.of(DownloadMirror.VARIABLE, " ")).isEmpty());
  }

  @Test
  void no_path_of_a_copy_leads_out_of_the_mirror() {
    assertEquals(
        "downloads/github.com/a/b.yaml",
        DownloadMirror.path(URI.create("https://github.com/a/b.yaml")));
    for (String wrong :
        List.of("https://h/../x", "https://h/a/%2e%2e/%2e%2e/x", "file:/etc/passwd")) {
      assertThrows(
          IllegalArgumentException.class, () -> DownloadMirror.path(URI.create(wrong)), wrong);
    }
  }
}
