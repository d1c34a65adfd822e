package dev.egresstls.lab.world.kube.fault;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands between a client and an API server that speaks HTTP/1.1 without TLS, and does to some
 * requests what networks, load balancers and busy servers do. A connection carries one request.
 */
public final class FaultProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final URI target;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Queue<Request> seen = new ConcurrentLinkedQueue<>();
  private final Queue<Request> forwarded = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> watching = new ConcurrentLinkedQueue<>();
  private volatile boolean frozen;
  private final AtomicInteger hit = new AtomicInteger();

  /** A fault for the requests that it is about, so many times. */
  private record Rule(Predicate<Request> about, Fault fault, AtomicInteger left) {}

  /** A request as it came. */
  public record Request(String method, String path, String head, byte[] body) {
    /** Whether it changes something; what is done in a pod changes no object. */
    public boolean changes() {
      return !method.equals("GET") && !method.equals("HEAD");
    }

    /** Whether it opens a watch. */
    public boolean watches() {
      return path.contains("watch=true");
    }

    /** Whether it wants to become a WebSocket. */
    public boolean upgrades() {
      return head.toLowerCase(Locale.ROOT).contains("upgrade: websocket");
    }

    /** Whether it reads objects. */
    public boolean reads() {
      return method.equals("GET") && !watches() && !upgrades();
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** What is done to a request in the place of passing it on. */
  @FunctionalInterface
  public interface Fault {
    void act(Request request, Wire wire) throws IOException;
  }

  /** The two ends. */
  public interface Wire {
    /** Sends bytes to the client. */
    void answer(String bytes) throws IOException;

    /** Passes the request on as it should be, and the answer back. */
    void pass() throws IOException;

    /** Passes the request on, and gives the answer, which the client does not get. */
    byte[] done() throws IOException;

    /** Sends bytes to the client. */
    void answer(byte[] bytes) throws IOException;

    /** Breaks the connection to the client by a reset. */
    void reset() throws IOException;

    /** Keeps the connection open until the client, or the test, gives up. */
    void hold() throws IOException;
  }

  /** Begins to pass on. */
  public FaultProxy(String target) throws IOException {
    this.target = URI.create(target);
    listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    background(this::accept);
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** A kubeconfig with this in the place of its server. */
  public String through(String kubeconfig) {
    return kubeconfig.replace(
        target.getAuthority(), target.getHost() + ":" + listening.getLocalPort());
  }

  /** From now on some requests meet a fault, always. */
  public FaultProxy fault(Predicate<Request> about, Fault fault) {
    return fault(about, fault, Integer.MAX_VALUE);
  }

  /** From now on some requests meet a fault, at most so many of them. */
  public FaultProxy fault(Predicate<Request> about, Fault fault, int times) {
    rules.add(new Rule(about, fault, new AtomicInteger(times)));
    return this;
  }

  /** From now on nothing comes along any watch, also those that are open; none ends by it. */
  public void freezeWatches() {
    frozen = true;
  }

  /** Breaks every watch that is open, as a load balancer does that is restarted. */
  public void dropWatches() throws IOException {
    for (Socket socket = watching.poll(); socket != null; socket = watching.poll()) {
      socket.close(); // also one that is closed already
    }
  }

  /** From now on everything is passed on. */
  public void heal() {
    rules.clear();
  }

  /** How many requests met a fault. */
  public int hits() {
    return hit.get();
  }

  /** All requests that came. */
  public List<Request> seen() {
    return List.copyOf(seen);
  }

  /** Those that the server got. */
  public List<Request> forwarded() {
    return List.copyOf(forwarded);
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void background(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two ends has gone.
              }
            },
            "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      open.add(client);
      background(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      Request request = read(client.getInputStream());
      seen.add(request);
      if (request.watches()) {
        watching.add(client);
      }
      Ends ends = new Ends(request, client);
      for (Rule rule : rules) {
        if (rule.about().test(request) && rule.left().getAndDecrement() > 0) {
          hit.incrementAndGet();
          rule.fault().act(request, ends);
          return;
        }
      }
      ends.pass();
    } finally {
      open.remove(client);
    }
  }

  private final class Ends implements Wire {
    private final Request request;
    private final Socket client;

    Ends(Request request, Socket client) {
      this.request = request;
      this.client = client;
    }

    private Socket send() throws IOException {
      Socket server = new Socket(target.getHost(), target.getPort());
      open.add(server);
      String head =
          request.upgrades()
              ? request.head()
              : request
                  .head()
                  .replaceFirst("(?i)\r\nConnection: [^\r]*", "")
                  .replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
      forwarded.add(request);
      server.getOutputStream().write(bytes(head));
      server.getOutputStream().write(request.body());
      server.getOutputStream().flush();
      return server;
    }

    @Override
    public void pass() throws IOException {
      try (Socket server = send()) {
        if (request.upgrades()) {
          OutputStream out = server.getOutputStream();
          background(() -> client.getInputStream().transferTo(out));
        }
        relay(server.getInputStream());
      }
    }

    private void relay(InputStream in) throws IOException {
      byte[] bytes = new byte[8192];
      for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
        if (!frozen || !request.watches()) {
          client.getOutputStream().write(bytes, 0, length);
          client.getOutputStream().flush();
        }
      }
    }

    @Override
    public byte[] done() throws IOException {
      try (Socket server = send()) {
        return server.getInputStream().readAllBytes();
      }
    }

    @Override
    public void answer(String text) throws IOException {
      answer(bytes(text));
    }

    @Override
    public void answer(byte[] bytes) throws IOException {
      client.getOutputStream().write(bytes);
      client.getOutputStream().flush();
    }

    @Override
    public void reset() throws IOException {
      client.setSoLinger(true, 0);
      client.close();
    }

    @Override
    public void hold() throws IOException {
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Request read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int one = in.read();
      if (one < 0) {
        throw new EOFException();
      }
      head.write(one);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    String[] line = text.substring(0, text.indexOf("\r\n")).split(" ");
    return new Request(line[0], line[1], text, body(text.toLowerCase(Locale.ROOT), in));
  }

  private static byte[] body(String head, InputStream in) throws IOException {
    int at = head.indexOf("\r\ncontent-length:");
    if (at >= 0) {
      String value = head.substring(at + 17, head.indexOf("\r\n", at + 2)).strip();
      return in.readNBytes(Integer.parseInt(value));
    }
    if (!head.contains("\r\ntransfer-encoding: chunked")) {
      return new byte[0];
    }
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    while (!raw.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n")
        && !raw.toString(StandardCharsets.ISO_8859_1).equals("0\r\n\r\n")) {
      int one = in.read();
      if (one < 0) {
        throw new EOFException();
      }
      raw.write(one);
    }
    return raw.toByteArray();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
