package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.access.AccessControl;
import dev.egresstls.lab.practice.api.pods.Kubelet;
import dev.egresstls.lab.practice.api.tls.ServingCertificate;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.local.UndertowSettings;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The practice cluster's API server, on loopback. It listens when it is first asked where: in plain
 * text for the process that it is part of, and over TLS for all others.
 */
public final class ApiServer implements AutoCloseable {
  /** The gitVersion by which a practice cluster is recognised. */
  public static final String VERSION = "v1.33.1+practice";

  private static final String HOST = "127.0.0.1";
  private static final int MOST_WORKERS = 32;

  private final XnioWorker worker;
  private final RequestHandler handler;
  private final Patience patience;
  private final String token;
  private Optional<Undertow> plain = Optional.empty();
  private Optional<Secured> secured = Optional.empty();

  /** What listens over TLS, and the certificate that it shows. */
  private record Secured(Undertow undertow, ServingCertificate certificate) {}

  private ApiServer(XnioWorker worker, RequestHandler handler, Patience patience, String token) {
    this.worker = worker;
    this.handler = handler;
    this.patience = patience;
    this.token = token;
  }

  /**
   * Starts to serve a store.
   *
   * @param kubelet runs commands in pods and has their logs
   * @param token what a client must bear
   */
  public static ApiServer start(ObjectStore store, Kubelet kubelet, String token) {
    return start(store, kubelet, token, Patience.USUAL);
  }

  static ApiServer start(ObjectStore store, Kubelet kubelet, String token, Patience patience) {
    UndertowSettings.apply();
    RequestHandler handler =
        new RequestHandler(new Router(store, kubelet), new AccessControl(store, token), patience);
    return new ApiServer(worker(), handler, patience, token);
  }

  private static XnioWorker worker() {
    OptionMap options =
        OptionMap.builder()
            .set(Options.WORKER_NAME, "practice-api")
            .set(Options.WORKER_IO_THREADS, 1)
            .set(Options.WORKER_TASK_CORE_THREADS, 1)
            .set(Options.WORKER_TASK_MAX_THREADS, MOST_WORKERS)
            .set(Options.THREAD_DAEMON, true)
            .getMap();
    try {
      return Xnio.getInstance(Undertow.class.getClassLoader()).createWorker(options);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Undertow.Builder listening() {
    return Undertow.builder()
        .setWorker(worker)
        .setServerOption(UndertowOptions.ALWAYS_SET_DATE, false)
        .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) patience.request().toMillis())
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) patience.idle().toMillis())
        .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, RequestBodies.MOST_DRAINED)
        .setHandler(handler);
  }

  private static Undertow started(Undertow undertow, int port) {
    try {
      undertow.start();
      return undertow;
    } catch (RuntimeException e) {
      throw Ports.taken(port, e);
    }
  }

  private static int port(Undertow undertow) {
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** Where this process reaches it in plain text, such as {@code http://127.0.0.1:40123}. */
  public synchronized String url() {
    if (plain.isEmpty()) {
      plain = Optional.of(started(listening().addHttpListener(0, HOST).build(), 0));
    }
    return "http://" + HOST + ":" + port(plain.get());
  }

  /** No longer listens in plain text. */
  public synchronized void endPlainText() {
    plain.ifPresent(Undertow::stop);
    plain = Optional.empty();
  }

  /**
   * From now on listens over TLS, too; only the first call does anything.
   *
   * @param port 0 for any that is free
   * @param certificates makes what it shows
   * @return where, such as {@code https://127.0.0.1:6443}
   * @throws dev.egresstls.lab.lab.LabFailure if the port is taken
   */
  public synchronized String secure(int port, Supplier<ServingCertificate> certificates) {
    if (secured.isEmpty()) {
      ServingCertificate certificate = certificates.get();
      Undertow undertow = listening().addHttpsListener(port, HOST, certificate.tls()).build();
      secured = Optional.of(new Secured(started(undertow, port), certificate));
    }
    return "https://" + HOST + ":" + port(secured.get().undertow());
  }

  /** How many requests were answered, or begun to be answered, so far. */
  public long requests() {
    return handler.requests();
  }

  /** A kubeconfig, as YAML, with one context of this name, for this process. */
  public String kubeconfig(String contextName) {
    return kubeconfig(contextName, Tree.object("server", url()));
  }

  /** The same for all others: over TLS, at {@link #secure}. */
  public synchronized String secureKubeconfig(String contextName) {
    String url = "https://" + HOST + ":" + port(secured.orElseThrow().undertow());
    String authority = secured.get().certificate().authorityData();
    return kubeconfig(
        contextName, Tree.object("server", url, "certificate-authority-data", authority));
  }

  private String kubeconfig(String name, Tree server) {
    Tree context = Tree.object("cluster", name, "user", name);
    Tree user = Tree.object("token", token);
    String url = server.get("server").text("");
    return Yaml.write(new KubeContext(name, url, context, server, user).minified());
  }

  /** Ends every connection. */
  @Override
  public void close() {
    handler.close();
    synchronized (this) {
      endPlainText();
      secured.map(Secured::undertow).ifPresent(Undertow::stop);
    }
    worker.shutdown();
    try {
      worker.awaitTermination();
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
