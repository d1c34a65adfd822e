package dev.egresstls.lab.practice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Tree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients at once, and slow ones among them. */
@Timeout(120) // what hangs would hang for ever
class CrowdTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String WATCH = MAPS + "?watch=True&labelSelector=crowd";
  private static final String WEB = "/api/v1/namespaces/default/pods/web/";
  private static final String SOCKET =
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ";
  private static final int WATCHERS = 200;
  private static final int OBJECTS = 1_000;

  /** So much fills what the machine buffers, and then more than 10,000 changes follow. */
  private static final int LARGE = 200;

  private static final int CHANGES = 10_500;

  private final ApiServerFixture practice = new ApiServerFixture();
  private final RawClient client = new RawClient(practice.server);
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    practice.close();
  }

  private Socket begin(String path, String headers) throws IOException {
    Socket socket = client.begin(path, headers);
    sockets.add(socket);
    RawClient.until(socket.getInputStream(), "\r\n\r\n");
    return socket;
  }

  private void create(String name, String data) {
    Tree metadata = Tree.object("name", name, "labels", Tree.object("crowd", "yes"));
    metadata = metadata.with("namespace", "default");
    practice.store.create(
        "configmaps", Tree.object("metadata", metadata, "data", Tree.object("k", data)), "test");
  }

  private static List<String> names(Socket socket, int count) throws IOException {
    BufferedReader lines = lines(socket);
    List<String> names = new ArrayList<>();
    while (names.size() < count) {
      String line = lines.readLine();
      assertTrue(line != null, "the watch ended after " + names.size() + " events");
      if (line.startsWith("{\"type\"")) {
        assertTrue(line.startsWith("{\"type\":\"ADDED\""), line);
        names.add(line.replaceFirst(".*\"name\":\"(m\\d+)\".*", "$1"));
      }
    }
    return names;
  }

  @Test
  void each_of_many_watchers_hears_of_every_object_once_and_in_order() throws Exception {
    for (int i = 0; i < WATCHERS; i++) {
      begin(WATCH, "");
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      expected.add("m" + i);
      create("m" + i, "v");
    }
    for (Socket watcher : sockets) {
      assertEquals(expected, names(watcher, OBJECTS));
    }
  }

  /** It reads nothing while more happens than the server remembers. */
  @Test
  void a_watcher_that_does_not_read_is_cut_off_and_no_other_is() throws Exception {
    Socket stalled = begin(WATCH, "");
    BufferedReader patient = lines(begin(WATCH, ""));
    create("m0", "v");
    for (int i = 1; i <= CHANGES; i++) {
      change("m0", i, i <= LARGE ? "x".repeat(100_000) : "v");
      if (i % 500 == 0) {
        await(patient, "\"n\":\"" + i + "\"");
      }
    }
    BufferedReader late = lines(stalled);
    IOException cut =
        assertThrows(IOException.class, () -> await(late, "\"n\":\"" + CHANGES + "\""));
    assertTrue(cut.getMessage().matches("Connection reset|it ended"), cut.getMessage());
    change("m0", CHANGES + 1, "v");
    await(patient, "\"n\":\"" + (CHANGES + 1) + "\"");
  }

  /** Requests are answered all the same, and whoever leaves makes room. */
  @Test
  void one_stream_more_than_may_be_is_told_to_come_again() throws Exception {
    for (int i = 0; i < OpenStreams.MOST; i++) {
      begin(WATCH, "");
    }
    String refused = another();
    assertTrue(refused.startsWith("HTTP/1.1 429 "), refused);
    assertTrue(refused.contains("Retry-After: 1\r\n"), refused);
    assertEquals(200, client.get("/version").code());
    sockets.remove(0).close();
    // The server learns of it in its own time.
    while (!another().startsWith("HTTP/1.1 200 ")) {
      Thread.onSpinWait();
    }
  }

  private String another() throws IOException {
    try (Socket more = client.begin(WATCH, "")) {
      return RawClient.until(more.getInputStream(), "\r\n\r\n");
    }
  }

  private void change(String name, int number, String data) {
    Tree values = Tree.object("k", data, "n", String.valueOf(number));
    practice.store.modify("configmaps", "default", name, "test", live -> live.with("data", values));
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
  }

  private static void await(BufferedReader lines, String text) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(text)) {
        return;
      }
    }
    throw new IOException("it ended");
  }

  @Test
  void a_hundred_commands_and_forwarded_ports_leave_room_for_requests() throws Exception {
    for (int i = 0; i < 50; i++) {
      begin(
          WEB + "exec?command=cat&stdin=true&stdout=true&container=main",
          SOCKET + "v4.channel.k8s.io\r\n");
      begin(WEB + "portforward?ports=7", SOCKET + "v4.channel.k8s.io\r\n");
      begin(WEB + "portforward", "Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n");
    }
    assertEquals(200, client.get("/version").code());
    create("m0", "v");
    assertEquals(List.of("m0"), names(begin(WATCH + "&resourceVersion=0", ""), 1));
  }
}
