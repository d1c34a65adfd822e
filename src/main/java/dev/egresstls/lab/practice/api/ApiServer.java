package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.access.AccessControl;
import dev.egresstls.lab.practice.api.pods.Kubelet;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.util.List;
import org.xnio.Options;

/** The practice cluster's API server, on loopback. */
public final class ApiServer implements AutoCloseable {
  /** The gitVersion by which a practice cluster is recognised. */
  public static final String VERSION = "v1.33.1+practice";

  private static final String HOST = "127.0.0.1";
  private static final int MOST_WORKERS = 32;

  private final Undertow undertow;
  private final RequestHandler front;
  private final String token;

  private ApiServer(Undertow undertow, RequestHandler front, String token) {
    this.undertow = undertow;
    this.front = front;
    this.token = token;
  }

  /**
   * Starts to serve a store.
   *
   * @param kubelet runs commands in pods and has their logs
   * @param port 0 for any that is free
   * @param token what a client must bear
   * @throws dev.egresstls.lab.lab.LabFailure if the port is taken
   */
  public static ApiServer start(ObjectStore store, Kubelet kubelet, int port, String token) {
    return start(store, kubelet, port, token, Patience.USUAL);
  }

  static ApiServer start(
      ObjectStore store, Kubelet kubelet, int port, String token, Patience patience) {
    // Undertow logs through JBoss Logging, which must be configured before it is first used.
    System.setProperty("org.jboss.logging.provider", "slf4j");
    RequestHandler front =
        new RequestHandler(
            new Router(store, kubelet), new AccessControl(store, token), token, patience);
    Undertow undertow =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerOption(Options.THREAD_DAEMON, true)
            .setWorkerOption(Options.WORKER_TASK_CORE_THREADS, 1)
            .setWorkerOption(Options.WORKER_TASK_MAX_THREADS, MOST_WORKERS)
            .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
            .setServerOption(
                UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) patience.request().toMillis())
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) patience.idle().toMillis())
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, RequestBodies.MOST_DRAINED)
            .addHttpListener(port, HOST)
            .setHandler(front)
            .build();
    try {
      undertow.start();
    } catch (RuntimeException e) {
      throw Ports.taken(port, e);
    }
    return new ApiServer(undertow, front, token);
  }

  /** Such as {@code http://127.0.0.1:40123}. */
  public String url() {
    InetSocketAddress address = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    return "http://" + HOST + ":" + address.getPort();
  }

  /** How many requests were answered, or begun to be answered, so far. */
  public long requests() {
    return front.requests();
  }

  /** A kubeconfig, as YAML, with one context of this name. */
  public String kubeconfig(String contextName) {
    Tree cluster =
        Tree.object("name", contextName, "cluster", Tree.object("server", url() + front.prefix()));
    Tree user = Tree.object("name", contextName, "user", Tree.object("token", token));
    Tree context =
        Tree.object(
            "name",
            contextName,
            "context",
            Tree.object("cluster", contextName, "user", contextName));
    return Yaml.write(
        Tree.object(
            "apiVersion",
            "v1",
            "kind",
            "Config",
            "clusters",
            List.of(cluster),
            "users",
            List.of(user),
            "contexts",
            List.of(context),
            "current-context",
            contextName));
  }

  /** Ends every connection. */
  @Override
  public void close() {
    front.close();
    undertow.stop();
  }
}
