package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what Undertow received. */
final class Calls {
  private static final String BEARER = "Bearer ";

  private Calls() {}

  /** The token that a request bears; empty if it bears none. */
  static String token(IncomingRequest call) {
    String given = call.header("authorization");
    return given.startsWith(BEARER) ? given.substring(BEARER.length()) : "";
  }

  static IncomingRequest of(HttpServerExchange exchange, byte[] body) {
    Map<String, List<String>> query = new HashMap<>();
    exchange
        .getQueryParameters()
        .forEach((name, values) -> query.put(name, new ArrayList<>(values)));
    Map<String, String> headers = new HashMap<>();
    for (HeaderValues values : exchange.getRequestHeaders()) {
      String name = values.getHeaderName().toString().toLowerCase(Locale.ROOT);
      headers.put(name, String.join(",", values));
    }
    return new IncomingRequest(
        exchange.getRequestMethod().toString(), exchange.getRequestPath(), query, headers, body);
  }
}
