package dev.egresstls.lab.practice.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forwarded ports of the practice cluster, asked for by fabric8 and by the real kubectl. */
@Timeout(120) // what hangs would hang for ever
class PortForwardTest {
  private final ApiServerFixture practice = new ApiServerFixture();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    practice.close();
  }

  private static String echoed(int port, String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(text.length()), UTF_8);
    }
  }

  private static int said(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().readAllBytes().length;
    }
  }

  @Test
  void fabric8_forwards_a_port() throws Exception {
    try (KubernetesClient client = practice.client();
        LocalPortForward forward =
            client.pods().inNamespace("default").withName("web").portForward(FakeKubelet.ECHO)) {
      assertEquals("hello", echoed(forward.getLocalPort(), "hello"));
      assertEquals("again", echoed(forward.getLocalPort(), "again"));
    }
  }

  /** With SPDY inside WebSocket messages, which kubectl tries first, and with SPDY alone. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void kubectl_forwards_ports_in_either_of_its_ways(String webSockets) throws Exception {
    Kubectl kubectl = Kubectl.found(folder, practice.secureKubeconfig());
    Map<String, String> env = Map.of("KUBECTL_PORT_FORWARD_WEBSOCKETS", webSockets);
    Process process = kubectl.start(env, "port-forward", "pod/web", ":7", ":19", ":81");
    try (BufferedReader lines = reader(process)) {
      int echo = localPort(lines, FakeKubelet.ECHO);
      int talker = localPort(lines, FakeKubelet.TALKER);
      assertEquals("hello", echoed(echo, "hello"));
      assertEquals("x".repeat(90_000), echoed(echo, "x".repeat(90_000)));
      assertEquals(FakeKubelet.MUCH, said(talker));
      assertEquals("again", echoed(echo, "again"));
      assertEquals(0, said(localPort(lines, 81)), "nobody listens there");
      assertTrue(process.isAlive() || process.exitValue() != 0);
    } finally {
      process.destroyForcibly();
    }
  }

  /** While connections are open in all three ways, and after a client went without a word. */
  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void closing_the_server_ends_what_is_forwarded(String webSockets) throws Exception {
    Kubectl kubectl = Kubectl.found(folder, practice.secureKubeconfig());
    Map<String, String> env = Map.of("KUBECTL_PORT_FORWARD_WEBSOCKETS", webSockets);
    Process stays = kubectl.start(env, "port-forward", "pod/web", ":7");
    Process killed = kubectl.start(env, "port-forward", "pod/web", ":7");
    try (KubernetesClient client = practice.client();
        LocalPortForward forward =
            client.pods().inNamespace("default").withName("web").portForward(FakeKubelet.ECHO);
        Socket one = open(localPort(reader(stays), FakeKubelet.ECHO));
        Socket two = open(localPort(reader(killed), FakeKubelet.ECHO));
        Socket three = open(forward.getLocalPort())) {
      assertTrue(two.isConnected());
      killed.destroyForcibly().waitFor();
      practice.server.close();
      assertEquals(-1, one.getInputStream().read());
      assertEquals(-1, three.getInputStream().read());
    } finally {
      stays.destroyForcibly();
      killed.destroyForcibly();
    }
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** A connection along which a byte has gone there and back. */
  private static Socket open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write('x');
    assertEquals('x', socket.getInputStream().read());
    return socket;
  }

  /** From {@code Forwarding from 127.0.0.1:40123 -> 7}. */
  private static int localPort(BufferedReader lines, int port) throws IOException {
    String end = " -> " + port;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("Forwarding from 127.0.0.1:") && line.endsWith(end)) {
        return Integer.parseInt(line.substring(26, line.length() - end.length()));
      }
    }
    throw new AssertionError("kubectl forwards no port " + port);
  }
}
