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

  private Calls() {}

  static IncomingRequest of(HttpServerExchange exchange, byte[] body, String prefix) {
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
    if (path.startsWith(prefix + "/")) {
      headers.put(PREFIX, prefix);
      path = path.substring(prefix.length());
    }
    return new IncomingRequest(exchange.getRequestMethod().toString(), path, query, headers, body);
  }
}
