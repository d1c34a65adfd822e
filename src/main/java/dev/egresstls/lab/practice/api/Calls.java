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
  /** Under this name the headers hold the prefix that the path had. */
  static final String PREFIX = IncomingRequest.PREFIX;

  /** kubectl bears no token over plain HTTP, so the path may begin with the token instead. */
  private static final String TOKEN = "/token/";

  private Calls() {}

  /** The prefix by which a path bears a token. */
  static String prefix(String token) {
    return TOKEN + token;
  }

  /** The token that a request bears; empty if it bears none. */
  static String token(IncomingRequest call) {
    String prefix = call.header(PREFIX);
    return prefix.isEmpty()
        ? call.header("authorization").replaceFirst("^Bearer ", "")
        : prefix.substring(TOKEN.length());
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
    headers.remove(PREFIX);
    String path = exchange.getRequestPath();
    int end = path.startsWith(TOKEN) ? path.indexOf('/', TOKEN.length()) : -1;
    if (end > 0) {
      headers.put(PREFIX, path.substring(0, end));
      path = path.substring(end);
    }
    return new IncomingRequest(exchange.getRequestMethod().toString(), path, query, headers, body);
  }
}
