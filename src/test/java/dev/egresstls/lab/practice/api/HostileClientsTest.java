package dev.egresstls.lab.practice.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that mean harm, or know no better, and what the others notice of them: nothing. */
@Timeout(60) // what hangs would hang for ever
class HostileClientsTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final int LIMIT = 3 * 1024 * 1024;

  private final ApiServerFixture practice =
      new ApiServerFixture(new Patience(Duration.ofMillis(300), Duration.ofMillis(300)));
  private final RawClient client = new RawClient(practice.server);

  @AfterEach
  void close() {
    practice.close();
  }

  private static String map(int size) {
    return "{\"metadata\":{\"name\":\"big\"},\"data\":{\"k\":\"" + "x".repeat(size) + "\"}}";
  }

  /** The answer comes although not one byte of the body does. */
  @Test
  void who_has_no_token_is_refused_before_a_body_is_read() throws Exception {
    try (Socket socket =
        client.open(
            "POST "
                + MAPS
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000000\r\n\r\n")) {
      String head = RawClient.until(socket.getInputStream(), "\r\n\r\n");
      assertTrue(head.startsWith("HTTP/1.1 401 "), head);
    }
  }

  @Test
  void a_length_that_is_too_large_is_refused_before_a_body_is_read() throws Exception {
    String head = "POST " + MAPS + " HTTP/1.1\r\nHost: localhost\r\n" + RawClient.BEARER;
    try (Socket socket = client.open(head + "Content-Length: 2000000000\r\n\r\n")) {
      String answer = RawClient.until(socket.getInputStream(), "\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }
  }

  @Test
  void a_body_that_is_too_large_is_refused_however_it_is_sent() throws Exception {
    byte[] large = map(LIMIT).getBytes(UTF_8);
    RawClient.Answer chunked = client.chunked("POST", MAPS, new ByteArrayInputStream(large));
    RawClient.Answer whole = client.ask("POST", MAPS, "application/json", map(LIMIT));
    assertEquals(413, chunked.code(), chunked.body());
    assertEquals(413, whole.code(), whole.body());
    assertTrue(whole.body().contains("\"reason\":\"RequestEntityTooLarge\""), whole.body());
    assertEquals(404, client.get(MAPS + "/big").code());
    assertEquals(
        201, client.chunked("POST", MAPS, new ByteArrayInputStream(map(9).getBytes(UTF_8))).code());
  }

  /** Nothing, half a head, half a body with and without a token, and an answer that was had. */
  @Test
  void connections_that_go_no_further_are_closed() throws Exception {
    String post = "POST " + MAPS + " HTTP/1.1\r\nHost: localhost\r\n";
    List<String> halves =
        List.of(
            "",
            "GET /version HTT",
            post + "Content-Length: 10\r\n\r\n{",
            post + RawClient.BEARER + "Content-Length: 10\r\n\r\n{",
            post + RawClient.BEARER + "Transfer-Encoding: chunked\r\n\r\n5\r\n{",
            "GET /version HTTP/1.1\r\nHost: localhost\r\n" + RawClient.BEARER + "\r\n");
    List<Socket> sockets = new ArrayList<>();
    for (String half : halves) {
      sockets.add(client.open(half));
    }
    for (Socket socket : sockets) {
      try (socket) {
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        assertEquals("Connection reset", e.getMessage());
      }
    }
  }

  /** A name that leads here, and pages of other sites; what says nothing of a page is no page. */
  @ParameterizedTest
  @CsvSource({
    "200, localhost, ''",
    "200, LOCALHOST:6443, ''",
    "200, [::1]:6443, Origin: http://localhost:8001",
    "200, 127.0.0.1, Origin: https://127.0.0.1:6443",
    "200, 127.0.0.1, Sec-Fetch-Site: same-origin",
    "403, evil.example:6443, ''",
    "403, 127.0.0.1.evil.example, ''",
    "403, 127.0.0.1, Origin: https://evil.example",
    "403, 127.0.0.1, Origin: null",
    "403, 127.0.0.1, Sec-Fetch-Site: cross-site",
  })
  void a_browser_is_refused_for_pages_of_others(int code, String host, String header)
      throws Exception {
    String more = header.isEmpty() ? "" : header + "\r\n";
    String get = "GET /version HTTP/1.1\r\nHost: " + host + "\r\n";
    try (Socket socket = client.open(get + RawClient.BEARER + more + "\r\n")) {
      String head = RawClient.until(socket.getInputStream(), "\r\n\r\n");
      assertTrue(head.startsWith("HTTP/1.1 " + code + " "), head);
    }
  }

  @Test
  void a_watch_is_not_taken_for_a_connection_that_goes_no_further() throws Exception {
    try (Socket idle = client.open("GET /version HTT");
        Socket watch = client.begin(MAPS + "?watch=1&resourceVersion=0", "")) {
      RawClient.until(watch.getInputStream(), "\r\n\r\n");
      idle.getInputStream().readAllBytes();
      client.ask("POST", MAPS, "application/json", map(1));
      RawClient.until(watch.getInputStream(), "\"name\":\"big\"");
    }
  }

  @Test
  void a_selector_or_path_of_nothing_but_separators_is_refused_at_once() throws Exception {
    assertEquals(400, client.get(MAPS + "?labelSelector=" + ",".repeat(10_000)).code());
    assertEquals(200, client.get(MAPS + "?labelSelector=a!=b" + ",a!=b".repeat(9_999)).code());
    assertEquals(404, client.get("/apis/x" + "/".repeat(100_000) + "x/x").code());
  }
}
