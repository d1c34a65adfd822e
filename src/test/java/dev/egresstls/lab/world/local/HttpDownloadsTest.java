package dev.egresstls.lab.world.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpDownloadsTest {
  private static final String TEXT = "kind: CustomResourceDefinition\n";
  private static final String DIGEST = Sha256.of(TEXT.getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  private HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/bundle.yaml",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = TEXT.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/moved.yaml",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/bundle.yaml");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private HttpDownloads downloads(Map<String, Path> local) {
    return new HttpDownloads(cache(), local, Map.of());
  }

  private String get(String path, String digest) throws InterruptedException {
    return downloads(Map.of()).text(url(path), digest, "gateway-api-file");
  }

  private Problem problem(String path, String digest) {
    return assertThrows(LabFailure.class, () -> get(path, digest)).problem();
  }

  @Test
  void a_pinned_text_is_fetched_once_ever() throws Exception {
    assertEquals(TEXT, get("/moved.yaml", DIGEST));
    assertEquals(TEXT, get("/moved.yaml", DIGEST));
    assertEquals(1, requests.get());
  }

  @Test
  void a_broken_cache_entry_is_fetched_again() throws Exception {
    get("/bundle.yaml", DIGEST);
    Files.writeString(cache().resolve(DIGEST), "half");
    assertEquals(TEXT, get("/bundle.yaml", DIGEST));
    assertEquals(2, requests.get());
  }

  @Test
  void a_cache_that_cannot_be_written_is_no_failure() throws Exception {
    Files.writeString(cache(), "a file where the folder should be");
    assertEquals(TEXT, get("/bundle.yaml", DIGEST));
  }

  @Test
  void another_digest_is_refused_with_both() {
    Problem problem = problem("/bundle.yaml", "0".repeat(64));
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertEquals("expected " + "0".repeat(64) + ", got " + DIGEST, problem.because().get());
    assertEquals(
        "--gateway-api-file with a copy whose digest is "
            + "0".repeat(64)
            + "; the lab checks that one, too",
        problem.tries().get(0));
  }

  @Test
  void an_unpinned_text_is_fetched_anew_and_its_last_copy_serves_offline() throws Exception {
    get("/bundle.yaml", "");
    assertEquals(TEXT, get("/bundle.yaml", ""));
    assertEquals(2, requests.get());
    String gone = url("/bundle.yaml");
    server.stop(0);
    assertEquals(TEXT, downloads(Map.of()).text(gone, "", "istio-dir"));
  }

  @Test
  void a_missing_page_and_a_dead_host_name_the_option_that_helps() throws Exception {
    Problem missing = problem("/nothing", DIGEST);
    assertEquals("the server answers 404", missing.because().get());
    assertTrue(missing.tries().get(0).contains("--gateway-api-file"));
    String dead;
    try (ServerSocket closed = new ServerSocket(0)) {
      dead = "http://127.0.0.1:" + closed.getLocalPort() + "/x";
    }
    Problem refused =
        assertThrows(LabFailure.class, () -> downloads(Map.of()).text(dead, DIGEST, "istio-dir"))
            .problem();
    assertEquals("no connection", refused.because().get());
    Problem unknown =
        assertThrows(
                LabFailure.class,
                () -> downloads(Map.of()).text("http://nowhere.invalid/x", "", "istio-dir"))
            .problem();
    assertEquals("its host name does not resolve", unknown.because().get());
  }

  @Test
  void an_address_that_is_none_is_a_problem() {
    assertThrows(LabFailure.class, () -> downloads(Map.of()).text("ftp://a/b", "", "istio-dir"));
  }

  @Test
  void a_file_of_ones_own_must_have_the_digest_as_well() throws Exception {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");
    HttpDownloads downloads = downloads(Map.of("gateway-api-file", file));
    Problem problem =
        assertThrows(
                LabFailure.class,
                () -> downloads.text(url("/bundle.yaml"), DIGEST, "gateway-api-file"))
            .problem();
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertTrue(problem.what().startsWith(file.toString()), problem.what());
    String mine = Sha256.of("mine".getBytes(StandardCharsets.UTF_8));
    assertEquals("expected " + DIGEST + ", got " + mine, problem.because().get());
    assertEquals("mine", downloads.text(url("/bundle.yaml"), mine, "gateway-api-file"));
    assertEquals("mine", downloads.text(url("/bundle.yaml"), "", "gateway-api-file"));
    assertEquals(TEXT, downloads.text(url("/bundle.yaml"), DIGEST, "istio-dir"));
    assertEquals(1, requests.get());
  }

  @Test
  void in_a_folder_the_file_is_found_by_the_end_of_the_url() throws Exception {
    String sample = "https://raw.example/istio/istio/1.27.9/samples/curl/curl.yaml";
    Path release = Files.createDirectories(folder.resolve("istio-1.27.9"));
    HttpDownloads downloads = downloads(Map.of("istio-dir", release));
    Problem problem =
        assertThrows(LabFailure.class, () -> downloads.text(sample, "", "istio-dir")).problem();
    assertTrue(problem.what().contains("samples/curl/curl.yaml"), problem.what());
    Files.writeString(release.resolve("curl.yaml"), "flat");
    assertEquals("flat", downloads.text(sample, "", "istio-dir"));
    Files.writeString(
        Files.createDirectories(release.resolve("samples/curl")).resolve("curl.yaml"), "deep");
    assertEquals("deep", downloads.text(sample, "", "istio-dir"));
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    HttpDownloads downloads = downloads(Map.of("istio-dir", folder.resolve("none")));
    Problem problem =
        assertThrows(LabFailure.class, () -> downloads.text(url("/x"), "", "istio-dir")).problem();
    assertEquals("--istio-dir: " + folder.resolve("none") + " does not exist", problem.what());
  }

  @Test
  void proxies_follow_the_environment() {
    ProxyFromEnv proxies =
        new ProxyFromEnv(
            Map.of(
                "HTTPS_PROXY", "proxy.corp:3128",
                "http_proxy", "http://other.corp",
                "NO_PROXY", "corp, .internal.example"));
    assertEquals("[proxy.corp:3128]", proxy(proxies, "https://github.com/x"));
    assertEquals("[other.corp:80]", proxy(proxies, "http://github.com/x"));
    assertEquals("[]", proxy(proxies, "https://git.corp/x"));
    assertEquals("[]", proxy(proxies, "https://internal.example/x"));
    assertEquals("[proxy.corp:3128]", proxy(proxies, "https://notcorp/x"));
    assertEquals("[]", proxy(proxies, "https://127.0.0.1:6443/"));
    assertEquals(1, proxies.select(URI.create("https://github.com")).size());
    assertEquals("[]", proxy(new ProxyFromEnv(Map.of("HTTPS_PROXY", "::")), "https://a/"));
  }

  private static String proxy(ProxyFromEnv proxies, String target) {
    return proxies.proxy(URI.create(target)).stream()
        .map(at -> at.getHost() + ":" + at.getPort())
        .toList()
        .toString();
  }
}
