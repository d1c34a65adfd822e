package dev.egresstls.lab.practice.dataplane.net;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An HTTP answer as the client sees it.
 *
 * @param code the status
 * @param headers whole lines, without the status line
 * @param body empty for an answer to HEAD
 */
public record Response(int code, String reason, List<String> headers, String body) {
  public Response {
    headers = List.copyOf(headers);
  }

  /** Its first line. */
  public String line() {
    return "HTTP/1.1 " + code + " " + reason;
  }

  /** How many bytes cross the wire. */
  int bytes() {
    String text = line() + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body;
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** How many bytes its body has. */
  public int bodyBytes() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }
}
