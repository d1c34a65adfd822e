package dev.egresstls.lab.world.kube.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.kube.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class ReachabilityProbeTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static String at(String scheme, ServerSocket server) {
    return scheme + "://127.0.0.1:" + server.getLocalPort();
  }

  /** Answers one connection with a text, once it has said something; gives what it said. */
  private static CompletableFuture<byte[]> answering(ServerSocket server, String... texts) {
    return CompletableFuture.supplyAsync(
        () -> {
          byte[] heard = new byte[4096];
          int length = 0;
          try (Socket peer = server.accept()) {
            for (String text : texts) {
              length = peer.getInputStream().read(heard);
              peer.getOutputStream().write(text.getBytes(US_ASCII));
            }
            peer.getInputStream().read(); // until the other side hangs up
          } catch (IOException e) {
            return new byte[0]; // hung up
          }
          return Arrays.copyOf(heard, length);
        });
  }

  private static Optional<Problem> knock(String server, Optional<String> proxy) throws Exception {
    try (ReachabilityProbe knock =
        ReachabilityProbe.at(ScriptedServer.context(server), proxy.map(URI::create))) {
      return knock.problem(LONG);
    }
  }

  private static String dead(String server, Optional<String> proxy) throws Exception {
    Problem problem = knock(server, proxy).orElseThrow();
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    return problem.what();
  }

  @Test
  void whoever_says_something_has_answered() throws Exception {
    try (ServerSocket server = listening()) {
      CompletableFuture<byte[]> heard = answering(server, "HTTP/1.1 401 Unauthorized\r\n\r\n");
      assertEquals(Optional.empty(), knock(at("http", server), Optional.empty()));
      assertTrue(new String(heard.join(), US_ASCII).startsWith("GET /version HTTP/1.1\r\nHost: "));
      for (String tls : List.of("\u0016", "\u0015")) {
        answering(server, tls);
        assertEquals(Optional.empty(), knock(at("https", server), Optional.empty()));
      }
    }
  }

  @Test
  void a_closed_port_and_a_name_that_does_not_resolve_are_known_to_be_dead() throws Exception {
    String closed;
    try (ServerSocket server = listening()) {
      closed = at("https", server);
    }
    String said = dead(closed, Optional.empty());
    assertTrue(said.contains("does not answer: connection refused (" + closed + ")"), said);
    said = dead("https://nowhere.invalid:6443", Optional.empty());
    assertTrue(said.contains("its host name does not resolve"), said);
  }

  @Test
  void what_greets_back_in_something_else_than_tls_is_known_not_to_speak_it() throws Exception {
    try (ServerSocket server = listening()) {
      answering(server, "220 mail ESMTP\r\n");
      String said = dead(at("https", server), Optional.empty());
      assertTrue(said.contains("it does not speak TLS"), said);
    }
  }

  @Test
  void silence_is_no_answer_in_time_but_not_yet_death() throws Exception {
    try (ServerSocket server = listening();
        ReachabilityProbe knock =
            ReachabilityProbe.at(ScriptedServer.context(at("https", server)), Optional.empty())) {
      String said = knock.problem(SHORT).orElseThrow().what();
      assertTrue(said.contains("timed out"), said);
      assertFalse(knock.dead());
    }
  }

  @Test
  void who_hangs_up_without_a_word_is_left_to_the_client() throws Exception {
    try (ServerSocket server = listening()) {
      CompletableFuture.runAsync(() -> hangUp(server));
      assertEquals(Optional.empty(), knock(at("https", server), Optional.empty()));
    }
  }

  private static void hangUp(ServerSocket server) {
    try {
      server.accept().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_server_behind_a_proxy_is_asked_through_it_and_the_proxy_is_named() throws Exception {
    String server = "https://cluster.invalid:6443";
    try (ServerSocket proxy = listening()) {
      Optional<String> through = Optional.of(at("http", proxy));
      answering(proxy, "HTTP/1.1 200 OK\r\n\r\n", "\u0016");
      assertEquals(Optional.empty(), knock(server, through));
      answering(proxy, "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      assertEquals(Optional.empty(), knock(server, through));
      answering(proxy, "HTTP/1.1 200 OK\r\n\r\n", "hello");
      assertTrue(dead(server, through).contains("it does not speak TLS, through the proxy 127.0"));
    }
  }

  @Test
  void the_greeting_is_one_that_the_jdks_own_tls_understands() throws Exception {
    SSLEngine server = SSLContext.getDefault().createSSLEngine();
    server.setUseClientMode(false);
    ByteBuffer hello = ByteBuffer.wrap(ClientHello.to("cluster.example.com"));
    ByteBuffer nothing = ByteBuffer.allocate(1 << 16);
    SSLEngineResult read = server.unwrap(hello, nothing);
    assertEquals(SSLEngineResult.Status.OK, read.getStatus());
    assertFalse(hello.hasRemaining());
    server.getDelegatedTask().run();
    // It has read all of it, and has no certificate to go on with: its only complaint.
    SSLException stuck =
        assertThrows(SSLException.class, () -> server.wrap(ByteBuffer.allocate(0), nothing));
    String complaint = stuck.getMessage();
    assertTrue(complaint.contains("no cipher suites in common"), complaint);
  }
}
