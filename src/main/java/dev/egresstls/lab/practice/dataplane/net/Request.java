package dev.egresstls.lab.practice.dataplane.net;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An HTTP request as a client sends it.
 *
 * @param target the path with its query
 * @param headers whole lines, such as {@code Host: www.google.com:443}
 * @param body may be empty
 */
public record Request(String method, String target, List<String> headers, String body) {
  public Request {
    headers = List.copyOf(headers);
  }

  /** Its first line. */
  public String line() {
    return method + " " + target + " HTTP/1.1";
  }

  /** The value of a header; empty text if it is not sent. */
  public String header(String name) {
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** How many bytes cross the wire. */
  int bytes() {
    String text = line() + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body;
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
