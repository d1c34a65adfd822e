package dev.egresstls.lab.world.kube.rest;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.background.Threads;
import dev.egresstls.lab.world.kube.config.KubeContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Knocks at an API server, by a bare socket: whether it says a first word at all. That is known
 * long before an HTTP client with TLS has been loaded, and so a server that is not there is told at
 * once. Whether it is the right server, and what it says, is the client's business.
 */
public final class ReachabilityProbe implements AutoCloseable {
  private final KubeContext context;
  private final URI server;
  private final Optional<URI> proxy;
  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private final Socket socket = new Socket();
  private final long begun = System.nanoTime();

  private ReachabilityProbe(KubeContext context, Optional<URI> proxy) {
    this.context = context;
    this.server = URI.create(context.server());
    this.proxy = proxy;
  }

  /**
   * Begins to knock, on a thread of its own: name servers may hang.
   *
   * @param proxy the HTTP proxy that leads to the server
   */
  public static ReachabilityProbe at(KubeContext context, Optional<URI> proxy) {
    ReachabilityProbe knock = new ReachabilityProbe(context, proxy);
    Threads.start("knock", knock::listen);
    return knock;
  }

  /** How long ago it began. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Whether someone has answered by now. */
  public boolean answered() {
    return answered.isDone() && !dead();
  }

  /** Whether it is known by now that nobody will answer. */
  public boolean dead() {
    return answered.isCompletedExceptionally();
  }

  /** Why nobody answers, if nobody does within the patience. */
  public Optional<Problem> problem(Duration patience) throws InterruptedException {
    try {
      answered.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(worded(e.getCause()));
    } catch (TimeoutException e) {
      return Optional.of(worded(e));
    }
  }

  private Problem worded(Throwable cause) {
    ServerProblems problems = new ServerProblems(context);
    return proxy
        .map(at -> problems.unreachable(cause, at))
        .orElseGet(() -> problems.unreachable(cause));
  }

  private void listen() {
    try (socket) {
      URI first = proxy.orElse(server);
      if (first.getHost() != null && server.getHost() != null) {
        socket.connect(new InetSocketAddress(first.getHost(), port(first)));
        speakUnlessHungUp();
      } // a host that Java's URIs do not know is for the client proper
      answered.complete(null);
    } catch (IOException | RuntimeException e) {
      answered.completeExceptionally(e);
    }
  }

  /** Who hangs up leaves open what it is, also where the system tells so by a reset. */
  private void speakUnlessHungUp() throws IOException {
    try {
      speak();
    } catch (SocketException e) {
      return; // that is for the client proper
    }
  }

  private void speak() throws IOException {
    boolean tls = !"http".equals(server.getScheme());
    if (proxy.isPresent() && !"http".equals(proxy.get().getScheme())) {
      return; // TLS with a proxy is for the client proper
    }
    if (!tls) {
      say("GET " + (proxy.isPresent() ? server : "") + "/version");
      hear();
    } else if (proxy.isEmpty() || tunnelled()) {
      socket
          .getOutputStream()
          .write(ClientHello.to(context.tlsServerName().orElse(server.getHost())));
      expectTls(hear());
    }
  }

  /**
   * Asks the proxy for a way to the server; a proxy that wants more than that has answered, too.
   */
  private boolean tunnelled() throws IOException {
    say("CONNECT " + server.getHost() + ":" + port(server));
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = hear();
      if (next < 0 || head.length() > 8192) {
        return false;
      }
      head.append((char) next);
    }
    return head.toString().matches("(?s)HTTP/1\\.[01] 2.*");
  }

  private void say(String request) throws IOException {
    String head =
        request
            + " HTTP/1.1\r\nHost: "
            + server.getHost()
            + ":"
            + port(server)
            + "\r\nUser-Agent: egresstls-lab\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  /** The next byte; -1 if the other side hangs up, which leaves open what it is. */
  private int hear() throws IOException {
    InputStream in = socket.getInputStream();
    return in.read();
  }

  /** A record of TLS begins with its type: 22 for a greeting, 21 for an alert. */
  private static void expectTls(int first) throws IOException {
    if (first >= 0 && first != 22 && first != 21) {
      throw new IOException(Unreachable.noTls());
    }
  }

  private static int port(URI at) {
    return at.getPort() > 0 ? at.getPort() : "http".equals(at.getScheme()) ? 80 : 443;
  }

  /** Stops listening. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      return; // it is gone
    }
  }
}
