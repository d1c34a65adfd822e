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
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * Between the lab and a cluster that speaks HTTP/1.1: keeps the request lines, and answers some
 * requests with 403 as an API server does. A connection carries one request.
 */
final class Wire implements AutoCloseable {
  private static final String FORBIDDEN =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
          + "\"message\":\"it is forbidden: User \\\"%s\\\" cannot do that\","
          + "\"reason\":\"Forbidden\",\"code\":403}";

  private static final String LOG_HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: %d\r\n\r\n";

  private final ServerSocket listening;
  private final URI target;
  private final Predicate<String> denied;
  private final String forbidden;
  private volatile byte[] log = {};
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  /**
   * Begins to pass on.
   *
   * @param denied of request lines, such as {@code GET /version HTTP/1.1}
   */
  Wire(String target, Predicate<String> denied) throws IOException {
    this(target, denied, "jane");
  }

  /**
   * The same.
   *
   * @param user whom it denies things, as it stands in JSON
   */
  Wire(String target, Predicate<String> denied, String user) throws IOException {
    this.forbidden = FORBIDDEN.formatted(user);
    this.target = URI.create(target);
    this.denied = denied;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    background(this::accept);
  }

  /** From now on these bytes are what every container has logged. */
  void logs(byte[] bytes) {
    log = bytes;
  }

  /** A kubeconfig with this in the place of its server. */
  String through(String kubeconfig) {
    return kubeconfig.replace(
        target.getAuthority(), target.getHost() + ":" + listening.getLocalPort());
  }

  List<String> requests() {
    return List.copyOf(requests);
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
      Socket client = listening.accept();
      background(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      String head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      String line = head.substring(0, head.indexOf("\r\n"));
      requests.add(line);
      if (log.length > 0 && line.matches("GET .*/pods/[^/]+/log\\?.*")) {
        client.getOutputStream().write(bytes(LOG_HEAD.formatted(log.length)));
        client.getOutputStream().write(log);
        return;
      }
      if (denied.test(line)) {
        client.getOutputStream().write(bytes(forbidden()));
        return;
      }
      pass(client, head);
    }
  }

  private String forbidden() {
    return "HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nConnection: close\r\n"
        + ("Content-Length: " + forbidden.length() + "\r\n\r\n")
        + forbidden;
  }

  private void pass(Socket client, String head) throws IOException {
    boolean upgrade = head.toLowerCase(Locale.ROOT).contains("upgrade: websocket");
    String single = upgrade ? head : head.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    try (Socket server = new Socket(target.getHost(), target.getPort())) {
      OutputStream out = server.getOutputStream();
      out.write(bytes(single));
      background(() -> client.getInputStream().transferTo(out));
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A request without its body; empty if there is none. */
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
  }
}
