package dev.egresstls.lab.world.kube.rest;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.background.Threads;
import dev.egresstls.lab.world.kube.config.KubeContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connects to an API server by a bare socket: whether anything accepts connections there. That is
 * known long before an HTTP client with TLS has been loaded, so a server that does not exist is
 * reported at once. Whether it speaks TLS and is the right server is for the client to find out.
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
   * Begins to connect, on a thread of its own: name servers may hang.
   *
   * @param proxy the HTTP proxy that leads to the server
   */
  public static ReachabilityProbe at(KubeContext context, Optional<URI> proxy) {
    ReachabilityProbe probe = new ReachabilityProbe(context, proxy);
    Threads.start("probe", probe::connect);
    return probe;
  }

  /** How long ago it began. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Whether a connection was accepted by now. */
  public boolean answered() {
    return answered.isDone() && !dead();
  }

  /** Whether it is known by now that there is no connection. */
  public boolean dead() {
    return answered.isCompletedExceptionally();
  }

  /** Why there is no connection, if there is none within the patience. */
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

  private void connect() {
    try (socket) {
      URI first = proxy.orElse(server);
      if (first.getHost() != null) {
        socket.connect(new InetSocketAddress(first.getHost(), port(first)));
      } // a host that Java's URIs do not know is for the client proper
      answered.complete(null);
    } catch (IOException | RuntimeException e) {
      answered.completeExceptionally(e);
    }
  }

  private static int port(URI at) {
    return at.getPort() > 0 ? at.getPort() : "http".equals(at.getScheme()) ? 80 : 443;
  }

  /** Stops connecting. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      return; // it is gone
    }
  }
}
