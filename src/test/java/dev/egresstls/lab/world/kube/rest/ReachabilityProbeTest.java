package dev.egresstls.lab.world.kube.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.kube.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReachabilityProbeTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static String at(String scheme, ServerSocket server) {
    return scheme + "://127.0.0.1:" + server.getLocalPort();
  }

  private static Optional<Problem> probe(String server, Optional<String> proxy) throws Exception {
    try (ReachabilityProbe probe =
        ReachabilityProbe.at(ScriptedServer.context(server), proxy.map(URI::create))) {
      return probe.problem(LONG);
    }
  }

  private static String dead(String server, Optional<String> proxy) throws Exception {
    Problem problem = probe(server, proxy).orElseThrow();
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    return problem.what();
  }

  @Test
  void what_accepts_a_connection_is_left_to_the_client_whatever_it_says() throws Exception {
    try (ServerSocket server = listening()) {
      assertEquals(Optional.empty(), probe(at("https", server), Optional.empty()));
      Optional<String> proxy = Optional.of(at("http", server));
      assertEquals(Optional.empty(), probe("https://cluster.invalid:6443", proxy));
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
    said = dead("https://cluster.invalid:6443", Optional.of(closed));
    assertTrue(said.contains("connection refused, through the proxy 127.0.0.1:"), said);
  }
}
