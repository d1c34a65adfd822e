package dev.egresstls.lab.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.egresstls.lab.world.local.ProxyFromEnv;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stand-in registry that asks for a token, as Docker Hub does. */
class RegistryDigestsTest {
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  private HttpServer server;
  private final List<String> seen = new ArrayList<>();
  private String token = "{\"token\": \"for-everybody\"}";
  private String digest = DIGEST;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    if (exchange.getRequestURI().getPath().equals("/token")) {
      byte[] body = token.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } else if ("Bearer for-everybody"
        .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
      exchange.sendResponseHeaders(200, -1);
    } else {
      String challenge =
          "Bearer realm=\"%s/token\",service=\"stand.in\",scope=\"repository:istio/pilot:pull\"";
      exchange.getResponseHeaders().set("WWW-Authenticate", challenge.formatted(base()));
      exchange.sendResponseHeaders(401, -1);
    }
    exchange.close();
  }

  private Optional<String> ask() throws InterruptedException {
    return digests().of("docker.io/istio/pilot:1.27.9");
  }

  private RegistryDigests digests() {
    return new RegistryDigests(new ProxyFromEnv(Map.of()), registry -> base());
  }

  @Test
  void a_tag_is_asked_for_with_the_token_that_everybody_gets() throws Exception {
    assertEquals(Optional.of(DIGEST), ask());
    assertEquals("HEAD /v2/istio/pilot/manifests/1.27.9", seen.get(0));
    assertEquals(
        "GET /token?service=stand.in&scope=repository%3Aistio%2Fpilot%3Apull", seen.get(1));
    assertEquals(3, seen.size());
  }

  @Test
  void what_is_no_digest_is_none() throws Exception {
    digest = "sha256:short";
    assertEquals(Optional.empty(), ask());
    token = "<html>log in</html>";
    assertEquals(Optional.empty(), ask());
  }

  @Test
  void a_registry_that_does_not_answer_is_asked_once() throws Exception {
    RegistryDigests digests = digests();
    server.stop(0);
    assertEquals(Optional.empty(), digests.of("docker.io/istio/pilot:1.27.9"));
    server = HttpServer.create(server.getAddress(), 0);
    server.createContext("/", this::answer);
    server.start();
    assertEquals(Optional.empty(), digests.of("docker.io/istio/proxyv2:1.27.9"));
    assertEquals(List.of(), seen);
  }

  @Test
  void names_of_images_are_completed_as_a_runtime_does() {
    assertEquals("docker.io/curlimages/curl:latest", Image.full("curlimages/curl"));
    assertEquals("docker.io/library/busybox:1", Image.full("busybox:1"));
    assertEquals("quay.io:8443/a/b:2", Image.full("quay.io:8443/a/b:2"));
  }
}
