package dev.egresstls.lab.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleServerTest {
  private static final String JAR = "egresstls-lab.jar";
  private static final int CLASS = 30;

  @TempDir Path folder;
  private final CountDownLatch jars = new CountDownLatch(CLASS);
  private final HttpClient client = HttpClient.newHttpClient();
  private Bundle bundle;
  private BundleServer server;

  @BeforeEach
  void start() throws Exception {
    bundle = SmallBundle.in(folder);
    server =
        BundleServer.start(
            bundle,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            (file, address, count) -> {
              if (file.equals(JAR)) {
                jars.countDown();
              }
            });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private URI url(String path) {
    return server.urls().get(0).resolve(path);
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(url(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private byte[] onDisk(String path) throws IOException {
    return Files.readAllBytes(bundle.folder().resolve(path));
  }

  /** Byte by byte as it is given: a client would tidy the path up. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url("/").getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void a_whole_class_gets_every_byte_at_once_and_is_counted() throws Exception {
    ExecutorService learners = Executors.newFixedThreadPool(CLASS);
    List<Callable<byte[]>> fetches = new ArrayList<>();
    for (int i = 0; i < CLASS; i++) {
      fetches.add(() -> get(JAR).body());
    }
    byte[] expected = onDisk(JAR);
    for (Future<byte[]> one : learners.invokeAll(fetches)) {
      assertArrayEquals(expected, one.get());
    }
    learners.shutdown();
    jars.await();
    assertEquals(CLASS, server.fetches().counts().get(JAR).times());
    assertEquals(java.util.Set.of("127.0.0.1"), server.fetches().counts().get(JAR).by());
  }

  @Test
  void a_range_continues_a_download_that_broke_off() throws Exception {
    HttpResponse<byte[]> rest = get(JAR, "Range", "bytes=100000-");
    assertEquals(206, rest.statusCode());
    byte[] whole = onDisk(JAR);
    assertArrayEquals(Arrays.copyOfRange(whole, 100_000, whole.length), rest.body());
    assertEquals(416, get(JAR, "Range", "bytes=99999999-").statusCode());
  }

  @Test
  void the_catalog_sends_learners_to_the_address_under_which_they_asked() throws Exception {
    String catalog = new String(get("jbang-catalog.json").body(), StandardCharsets.UTF_8);
    assertTrue(catalog.contains("\"" + url("/") + "\""), catalog);
    assertTrue(
        new String(get("").body(), StandardCharsets.UTF_8)
            .contains("jbang egresstls-lab@" + url("/")));
    String hostile =
        raw("GET /jbang-catalog.json HTTP/1.1\r\nHost: a\"b<script>\r\nConnection: close\r\n\r\n");
    assertTrue(!hostile.contains("script>"), hostile);
  }

  @Test
  void only_files_of_the_bundle_are_served_and_only_read() throws Exception {
    Files.writeString(folder.resolve("secret.txt"), "TOP-SECRET");
    Files.writeString(bundle.folder().resolve("notes.txt"), "TOP-SECRET");
    Path link = bundle.folder().resolve("images.txt");
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("secret.txt"));
    for (String path :
        List.of(
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "/downloads/../../secret.txt",
            "/downloads/%2e%2e/%2e%2e/secret.txt",
            "//" + folder + "/secret.txt",
            "/%00/../secret.txt",
            "/images.txt",
            "/notes.txt",
            "/downloads/",
            "/bin")) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: room\r\nConnection: close\r\n\r\n");
      assertTrue(answer.matches("(?s)HTTP/1.1 40[04].*"), path + " " + answer);
      assertTrue(!answer.contains("TOP-SECRET"), path);
    }
    for (String method : List.of("POST", "PUT", "DELETE")) {
      HttpRequest request =
          HttpRequest.newBuilder(url(JAR))
              .method(method, HttpRequest.BodyPublishers.ofString("x"))
              .build();
      assertEquals(405, client.send(request, BodyHandlers.discarding()).statusCode(), method);
    }
    HttpRequest head =
        HttpRequest.newBuilder(url(JAR))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    assertEquals(200, client.send(head, BodyHandlers.discarding()).statusCode());
  }

  @Test
  void a_port_in_use_is_a_problem_with_a_next_step() {
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), url("/").getPort());
    Problem problem =
        assertThrows(
                LabFailure.class, () -> BundleServer.start(bundle, taken, (file, by, count) -> {}))
            .problem();
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertTrue(problem.what().contains(":" + taken.getPort()), problem.what());
  }
}
