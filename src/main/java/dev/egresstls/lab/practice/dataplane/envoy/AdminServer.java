package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.practice.dataplane.net.Network;
import dev.egresstls.lab.value.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A sidecar's admin interface over HTTP/1.1, as a client of its port 15000 meets it. */
public final class AdminServer {
  /** The port of Envoy's admin interface in a sidecar. */
  public static final int PORT = 15_000;

  private static final int LONGEST_LINE = 16 * 1024;
  private static final int LONGEST_BODY = 1 << 20;

  private final Network network;

  public AdminServer(Network network) {
    this.network = network;
  }

  /** Answers requests until the client goes, or asks for the connection to be closed. */
  public void serve(Tree pod, InputStream in, OutputStream out) throws IOException {
    boolean open = true;
    while (open) {
      String request = line(in);
      if (request.isEmpty()) {
        return;
      }
      boolean last = request.endsWith("HTTP/1.0");
      int length = 0;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        String lower = header.toLowerCase(Locale.ROOT).replace(" ", "");
        last |= lower.equals("connection:close");
        length = lower.startsWith("content-length:") ? number(lower.substring(15)) : length;
      }
      in.skipNBytes(length);
      answer(pod, request.split(" "), last, out);
      open = !last;
    }
  }

  private static int number(String text) throws IOException {
    if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > LONGEST_BODY) {
      throw new IOException("a body of " + text + " bytes");
    }
    return Integer.parseInt(text);
  }

  /** A line without its end; empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
      line.write(one);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line without an end");
      }
    }
    return line.toString(StandardCharsets.US_ASCII).stripTrailing();
  }

  private void answer(Tree pod, String[] request, boolean last, OutputStream out)
      throws IOException {
    try {
      Optional<String> text = text(pod, request);
      String status = text.isPresent() ? "200 OK" : "404 Not Found";
      out.write(page(status, text.orElse("invalid path\n"), last));
    } catch (AdminRequest.Refused e) {
      out.write(page("400 Bad Request", e.getMessage() + "\n", last));
    }
    out.flush();
  }

  private static byte[] page(String status, String text, boolean last) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean json = text.startsWith("{") || text.startsWith("[");
    String head =
        "HTTP/1.1 "
            + status
            + "\r\ncontent-type: "
            + (json ? "application/json" : "text/plain; charset=UTF-8")
            + "\r\ncache-control: no-cache, max-age=0\r\ncontent-length: "
            + body.length
            + (last ? "\r\nconnection: close" : "")
            + "\r\nserver: envoy\r\n\r\n";
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    return whole.toByteArray();
  }

  private Optional<String> text(Tree pod, String[] request) {
    if (request[0].equals("POST")) {
      return Optional.of("OK\n");
    }
    return request.length > 1 && request[0].equals("GET")
        ? EnvoyAdmin.of(network, pod).get(AdminRequest.of(request[1]))
        : Optional.empty();
  }
}
