package dev.egresstls.lab.world.kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.config.KubeContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An API server that says what a test tells it to: for what a good server never does. */
public final class ScriptedServer implements AutoCloseable {
  private static final String END = "end of watch";
  private static final String KUBE_SYSTEM = "/api/v1/namespaces/kube-system";
  private static final int PATIENCE_SECONDS = 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<String>> watches = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> opened = new ConcurrentHashMap<>();
  public final List<String> requests = new CopyOnWriteArrayList<>();
  public final List<String> tokens = new CopyOnWriteArrayList<>();
  public final List<String> bodies = new CopyOnWriteArrayList<>();

  private record Reply(int status, String body) {}

  public ScriptedServer() throws IOException {
    this(0);
  }

  /** A server on a port that was free a moment ago. */
  public ScriptedServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
    reply("/version", 200, "{\"gitVersion\":\"v1.33.1\"}");
    reply(KUBE_SYSTEM, 200, "{\"metadata\":{\"uid\":\"5c6f0f1e-scripted\"}}");
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** What a path answers from now on, whatever the method and the query. */
  public void reply(String path, int status, String body) {
    replies.put(path, new Reply(status, body));
  }

  public void refuse(String path, int status, String reason, String message) {
    Tree refusal =
        Tree.object(
            "kind", "Status", "status", "Failure", "reason", reason, "message", message, "code",
            status);
    reply(path, status, Json.write(refusal));
  }

  /** A list answers with these objects, which carry no kinds, at a version. */
  public void list(String path, int version, Tree... items) {
    Tree list =
        Tree.object(
            "metadata",
            Tree.object("resourceVersion", String.valueOf(version)),
            "items",
            List.of(items));
    reply(path, 200, Json.write(list));
  }

  public static Tree named(String name, int version) {
    return Tree.object(
        "metadata",
        Tree.object("namespace", "default", "name", name, "resourceVersion", "" + version));
  }

  public void event(String path, String type, Tree object) {
    queue(path).add(Json.write(Tree.object("type", type, "object", object)) + "\n");
  }

  public void endWatch(String path) {
    queue(path).add(END);
  }

  private BlockingQueue<String> queue(String path) {
    return watches.computeIfAbsent(path, key -> new LinkedBlockingQueue<>());
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    requests.add(exchange.getRequestMethod() + " " + uri);
    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
    bodies.add(
        exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Reply reply = replies.getOrDefault(uri.getPath(), new Reply(404, "404 page not found"));
    boolean watch = String.valueOf(uri.getQuery()).contains("watch=true");
    try (exchange) {
      if (watch && reply.status() == 200) {
        stream(exchange, uri.getPath());
      } else {
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    } catch (InterruptedException e) {
      return; // the server is closed
    }
  }

  /** Waits until a watch of a path is open. It stays so until {@link #endWatch}. */
  public void awaitWatch(String path) throws InterruptedException {
    assertTrue(opened(path).tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS), "no watch of " + path);
  }

  private Semaphore opened(String path) {
    return opened.computeIfAbsent(path, key -> new Semaphore(0));
  }

  private void stream(HttpExchange exchange, String path) throws IOException, InterruptedException {
    opened(path).release();
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    for (String line = queue(path).take(); !line.equals(END); line = queue(path).take()) {
      exchange.getResponseBody().write(line.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    }
  }

  public long count(String words) {
    return requests.stream().filter(request -> request.contains(words)).count();
  }

  /** A context named dev whose server this is. */
  public KubeContext context() {
    return context("http://127.0.0.1:" + port());
  }

  public static KubeContext context(String server) {
    return new KubeContext(
        "dev",
        server,
        Tree.object("cluster", "c", "user", "u", "namespace", "shop"),
        Tree.object("server", server),
        Tree.object("token", "secret"));
  }

  public KubeCluster connect(Path folder) throws InterruptedException {
    return connect(context(), folder);
  }

  /** With a patience that no test runs into, however busy the machine is. */
  public static KubeCluster connect(KubeContext context, Path folder) throws InterruptedException {
    return KubeCluster.connect(
        context, folder.resolve("pinned.yaml"), uri -> Optional.empty(), Duration.ofMinutes(1));
  }

  /**
   * Answers every connection as a web server without TLS does, until the socket is closed. It reads
   * what has come before it hangs up: with bytes left unread the system would reset the connection,
   * and what was answered could get lost.
   */
  static void answerInPlainText(ServerSocket listening) {
    while (true) {
      try (Socket socket = listening.accept()) {
        socket.getInputStream().read(new byte[8192]);
        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        if (listening.isClosed()) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
