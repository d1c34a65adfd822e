package dev.egresstls.lab.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * An address that leads to one cluster, and to another one from some request on; some requests it
 * answers itself. A connection carries one request, so each may end up elsewhere.
 */
final class SwitchingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final Map<String, String> answers = new LinkedHashMap<>();
  private final Queue<String> mutations = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private volatile URI target;
  private volatile SSLContext tls;
  private volatile Predicate<String> denied = line -> false;
  private Predicate<String> trigger = line -> false;
  private Runnable switching = () -> {};

  /** Begins to pass on, in plain text. */
  SwitchingProxy(String target) throws IOException {
    this.target = URI.create(target);
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    background(this::accept);
  }

  /** From now on it speaks TLS, with these certificates. */
  SwitchingProxy with(SSLContext certificates) {
    tls = certificates;
    return this;
  }

  /** Requests whose line matches are answered with this, and go nowhere. */
  SwitchingProxy answer(String regex, int status, String body) {
    answers.put(regex, response(status, body));
    return this;
  }

  private static String response(int status, String body) {
    return "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }

  /** From now on such requests are forbidden, and not counted. */
  void deny(Predicate<String> requests) {
    denied = requests;
  }

  /** When a request of that kind comes, something is done before it is passed on. */
  synchronized void before(Predicate<String> request, Runnable what) {
    trigger = request;
    switching = what;
  }

  void to(String other) {
    target = URI.create(other);
  }

  String url() {
    return (tls == null ? "http" : "https") + "://127.0.0.1:" + listening.getLocalPort();
  }

  /** The request lines of what would change something, wherever they went. */
  List<String> mutations() {
    return List.copyOf(mutations);
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
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket plain = listening.accept();
      background(() -> serve(plain));
    }
  }

  private void serve(Socket plain) throws IOException {
    SSLContext now = tls;
    try (plain;
        Socket client = now == null ? plain : secured(plain, now)) {
      String head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      String line = head.substring(0, head.indexOf("\r\n"));
      if (denied.test(line)) {
        client.getOutputStream().write(bytes(response(403, "{\"code\":403}")));
        return;
      }
      noticed(line);
      String answer =
          answers.entrySet().stream()
              .filter(one -> line.matches(one.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("");
      if (answer.isEmpty()) {
        pass(client, head);
      } else {
        client.getOutputStream().write(bytes(answer));
      }
    }
  }

  private static Socket secured(Socket plain, SSLContext tls) throws IOException {
    javax.net.ssl.SSLSocket socket =
        (javax.net.ssl.SSLSocket) tls.getSocketFactory().createSocket(plain, null, true);
    socket.setUseClientMode(false);
    return socket;
  }

  private synchronized void noticed(String line) {
    if (trigger.test(line)) {
      switching.run();
    }
    if (!line.startsWith("GET ") && !line.contains("selfsubjectaccessreviews")) {
      mutations.add(line);
    }
  }

  private void pass(Socket client, String head) throws IOException {
    boolean upgrade = head.toLowerCase(Locale.ROOT).contains("upgrade: websocket");
    String single = upgrade ? head : head.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    URI there = target;
    try (Socket server = new Socket(there.getHost(), there.getPort())) {
      open.add(server);
      OutputStream out = server.getOutputStream();
      out.write(bytes(single));
      background(() -> client.getInputStream().transferTo(out));
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int one = in.read(); one >= 0; one = in.read()) {
      head.write(one);
      if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket one : open) {
      one.close();
    }
  }
}
