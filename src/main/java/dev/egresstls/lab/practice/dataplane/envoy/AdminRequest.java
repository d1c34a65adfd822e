package dev.egresstls.lab.practice.dataplane.envoy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A path of Envoy's admin interface with its query.
 *
 * @param path without a slash in front, such as {@code config_dump}
 */
record AdminRequest(String path, Map<String, String> query) {
  /** Envoy answers 400; the message is its page. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String page) {
      super(page);
    }
  }

  static AdminRequest of(String text) {
    String whole = text.startsWith("/") ? text.substring(1) : text;
    int mark = whole.indexOf('?');
    Map<String, String> query = new LinkedHashMap<>();
    if (mark >= 0) {
      for (String pair : whole.substring(mark + 1).split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new AdminRequest(mark < 0 ? whole : whole.substring(0, mark), query);
  }

  /** A plus sign stays what it is: the query holds regular expressions. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  String parameter(String name) {
    return query.getOrDefault(name, "");
  }
}
