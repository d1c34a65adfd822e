package dev.egresstls.lab.world.kube.fault;

import dev.egresstls.lab.world.kube.fault.FaultProxy.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What goes wrong between a client and an API server. */
public final class Faults {
  private static final String PAGE = "<html><body>Please log in to the network.</body></html>";

  private Faults() {}

  /** A refusal as an API server words it. */
  public static Fault status(int code, String reason, String... headers) {
    String body =
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
            + ("\"message\":\"" + reason + " by the fault proxy\",\"reason\":\"" + reason)
            + ("\",\"code\":" + code + "}");
    return (request, wire) -> wire.answer(answer(code, "application/json", body, headers));
  }

  /** A web page, as a captive portal or a load balancer has it. */
  public static Fault page(int code) {
    return (request, wire) -> wire.answer(answer(code, "text/html", PAGE));
  }

  /** Elsewhere. */
  public static Fault redirect(int code, String to) {
    return (request, wire) ->
        wire.answer(answer(code, "text/plain", "", "Location: " + to + request.path()));
  }

  /** The connection is reset before the server has got the request. */
  public static Fault reset() {
    return (request, wire) -> wire.reset();
  }

  /** The server does it, and the connection is reset before the answer has come. */
  public static Fault doneThenReset() {
    return (request, wire) -> {
      wire.done();
      wire.reset();
    };
  }

  /** The server does it, and its answer is another one. */
  public static Fault doneThen(Fault answer) {
    return (request, wire) -> {
      wire.done();
      answer.act(request, wire);
    };
  }

  /** Nobody answers, and the connection stays open. */
  public static Fault silent() {
    return (request, wire) -> wire.hold();
  }

  /** The answer breaks off, and its length shows it. */
  public static Fault truncated() {
    return (request, wire) -> {
      byte[] answer = wire.done();
      wire.answer(Arrays.copyOf(answer, answer.length - 20));
    };
  }

  /** The answer breaks off, and nothing but its being no JSON shows it. */
  public static Fault truncatedUnseen() {
    return (request, wire) -> {
      String answer = new String(wire.done(), StandardCharsets.ISO_8859_1);
      int at = answer.indexOf("\r\n\r\n") + 4;
      String body = answer.substring(at).replaceFirst("^[0-9a-fA-F]+\r\n", "");
      wire.answer(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
              + body.substring(0, Math.min(40, body.length() / 2)));
    };
  }

  /** The answer comes byte by byte. */
  public static Fault slow() {
    return (request, wire) -> {
      for (byte one : wire.done()) {
        wire.answer(new byte[] {one});
      }
    };
  }

  /** The answer carries another time. */
  public static Fault dated(String date) {
    return (request, wire) -> {
      String answer = new String(wire.done(), StandardCharsets.ISO_8859_1);
      wire.answer(answer.replaceFirst("(?i)\r\nDate: [^\r]*", "\r\nDate: " + date));
    };
  }

  /** A watch is accepted, and nothing ever comes along it. */
  public static Fault silentWatch() {
    return (request, wire) -> {
      wire.answer(watchHead());
      wire.hold();
    };
  }

  /** A watch ends as soon as it is open. */
  public static Fault endedWatch() {
    return (request, wire) -> wire.answer(watchHead() + "0\r\n\r\n");
  }

  /** A watch says something that is no event. */
  public static Fault garbageWatch() {
    return watchThatSays("\\u0000<%! not an event\n");
  }

  /** A watch says that its version is too old. */
  public static Fault goneWatch() {
    return watchThatSays(
        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}}\n");
  }

  private static Fault watchThatSays(String line) {
    return (request, wire) ->
        wire.answer(
            watchHead() + Integer.toHexString(line.length()) + "\r\n" + line + "\r\n0\r\n\r\n");
  }

  private static String watchHead() {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
  }

  private static String answer(int code, String type, String body, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return ("HTTP/1.1 " + code + " Said by the proxy\r\nContent-Type: " + type + "\r\n")
        + (more + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n")
        + body;
  }
}
