package dev.egresstls.lab.bundle;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.local.UndertowSettings;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.xnio.Options;

/** Serves a bundle over HTTP. */
public final class BundleServer implements AutoCloseable {
  private static final int MOST_WORKERS = 32;
  private static final int IDLE_MS = 60_000;
  private static final int MOST_HEADER_BYTES = 16 * 1024;

  private final Undertow undertow;
  private final Fetches fetches;

  /** Hears of every fetch. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A file, or a range of it, has arrived.
     *
     * @param count with this one
     */
    void fetched(String file, String address, Fetches.Count count);
  }

  private BundleServer(Undertow undertow, Fetches fetches) {
    this.undertow = undertow;
    this.fetches = fetches;
  }

  /**
   * Begins to serve.
   *
   * @param listen where; port 0 for any that is free
   * @throws LabFailure if that cannot be listened on
   */
  public static BundleServer start(Bundle bundle, InetSocketAddress listen, Listener listener) {
    UndertowSettings.apply();
    Fetches fetches = new Fetches();
    BundleHandler handler =
        new BundleHandler(
            bundle,
            (file, address, whole) ->
                listener.fetched(file, address, fetches.add(file, address, whole)));
    Undertow undertow =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerOption(Options.THREAD_DAEMON, true)
            .setWorkerOption(Options.WORKER_TASK_CORE_THREADS, 1)
            .setWorkerOption(Options.WORKER_TASK_MAX_THREADS, MOST_WORKERS)
            .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MS)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, IDLE_MS)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MOST_HEADER_BYTES)
            .addHttpListener(listen.getPort(), listen.getAddress().getHostAddress())
            .setHandler(handler)
            .build();
    try {
      undertow.start();
    } catch (RuntimeException e) {
      throw unusable(listen, e);
    }
    return new BundleServer(undertow, fetches);
  }

  private static LabFailure unusable(InetSocketAddress listen, RuntimeException why) {
    Throwable cause = why.getCause() == null ? why : why.getCause();
    String place = listen.getAddress().getHostAddress() + ":" + listen.getPort();
    Problem problem =
        Problem.of(
                Problem.Kind.PRECONDITION,
                say("bundle.listen.failed", place),
                say("bundle.listen.failed.try"))
            .because(Neutral.line(String.valueOf(cause.getMessage())));
    return new LabFailure(problem, why);
  }

  /** URLs under which others reach it, the most likely first. */
  public List<URI> urls() {
    InetSocketAddress at = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    List<InetAddress> hosts = new ArrayList<>();
    if (at.getAddress().isAnyLocalAddress()) {
      hosts.addAll(addressesOfThisMachine());
    }
    if (hosts.isEmpty()) {
      hosts.add(
          at.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : at.getAddress());
    }
    return hosts.stream()
        .map(host -> host instanceof Inet4Address ? name(host) : "[" + name(host) + "]")
        .map(host -> URI.create("http://" + host + ":" + at.getPort() + "/"))
        .toList();
  }

  private static String name(InetAddress host) {
    return host.getHostAddress().replaceFirst("%.*", "");
  }

  private static List<InetAddress> addressesOfThisMachine() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(host -> host instanceof Inet4Address && !host.isLoopbackAddress())
          .filter(host -> !host.isLinkLocalAddress())
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  /** Who fetched what until now. */
  public Fetches fetches() {
    return fetches;
  }

  /** Ends every connection. */
  @Override
  public void close() {
    undertow.stop();
  }
}
