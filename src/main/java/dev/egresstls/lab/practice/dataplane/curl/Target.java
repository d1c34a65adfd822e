package dev.egresstls.lab.practice.dataplane.curl;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL taken apart.
 *
 * @param path with its query; never empty
 * @param portGiven whether the URL names the port
 */
record Target(String scheme, String host, int port, boolean portGiven, String path) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?:[^/@?#]*@)?"
              + "(?<host>\\[[0-9a-fA-F:.]+\\]|[^:/?#\\s]+)(?::(?<port>\\d{1,5}))?"
              + "(?<path>[/?][^#]*)?(?:#.*)?");

  /** Reads a URL; empty if it is none. */
  static Optional<Target> of(String url) {
    Matcher match = FORM.matcher(url);
    if (!match.matches()) {
      return Optional.empty();
    }
    String scheme =
        Optional.ofNullable(match.group("scheme")).orElse("http").toLowerCase(Locale.ROOT);
    boolean given = match.group("port") != null;
    int usual = scheme.equals("https") ? 443 : 80;
    int port = given ? Integer.parseInt(match.group("port")) : usual;
    String path = Optional.ofNullable(match.group("path")).orElse("/");
    String host = match.group("host").replaceAll("[\\[\\]]", "");
    return port < 1 || port > 65535
        ? Optional.empty()
        : Optional.of(
            new Target(scheme, host, port, given, path.startsWith("/") ? path : "/" + path));
  }

  /** What the header {@code Host} says: the port unless it is the scheme's own. */
  String hostHeader() {
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return usual ? host : host + ":" + port;
  }
}
