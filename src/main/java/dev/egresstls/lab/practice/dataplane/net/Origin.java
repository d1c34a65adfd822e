package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.lab.Scenario.OutsideHost;
import dev.egresstls.lab.mesh.observed.Observation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The web server outside the cluster: it speaks TLS alone on 443 and closes plain HTTP there
 * without a reply, and answers plain HTTP on 80. It tells in its headers what it saw.
 */
final class Origin {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Origin() {}

  /** What the path model is to know of it. */
  static Observation known(Observation seen, OutsideHost server) {
    return seen.with(
        new dev.egresstls.lab.mesh.observed.Origin(
            server.tls(), server.plain(), server.certificate(), true, List.of(), true));
  }

  /**
   * Its answer to a request.
   *
   * @param sni the server name of the TLS that reached it; empty if it was met in plain text
   * @param at the address and port where it was met
   * @param own what it answers; empty for the usual
   */
  static Response answer(
      Request request,
      Optional<String> sni,
      String at,
      Instant now,
      Optional<OutsideHost.Answer> own) {
    String host = request.header("Host");
    String body =
        own.flatMap(OutsideHost.Answer::body)
            .orElse("<p>Here is " + at + ". You asked for " + host + ".</p>\n");
    List<String> headers = new ArrayList<>();
    headers.add("Date: " + DATE.format(now));
    headers.add("Content-Type: text/html");
    headers.add("Content-Length: " + body.length());
    headers.add("Connection: keep-alive");
    headers.add("Server: " + own.flatMap(OutsideHost.Answer::server).orElse("gws"));
    sni.ifPresent(
        name -> {
          if (!name.isEmpty()) {
            headers.add("X-Origin-Sni: " + name);
          }
          headers.add("X-Origin-Tls: TLSv1.3");
        });
    headers.add("X-Origin-Host: " + host);
    headers.add("X-Origin-Addr: " + at);
    int status = own.map(OutsideHost.Answer::status).orElse(200);
    String phrase = status == 200 ? "OK" : "";
    return new Response(status, phrase, headers, request.method().equals("HEAD") ? "" : body);
  }

  /** A moment as HTTP headers say it. */
  static String date(Instant now) {
    return DATE.format(now);
  }
}
