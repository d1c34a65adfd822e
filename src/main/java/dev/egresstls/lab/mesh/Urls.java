package dev.egresstls.lab.mesh;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads URLs as curl does, as far as the way of a connection hangs on them. */
final class Urls {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<scheme>https?|tcp)://)?(?:[^/@?#]*@)?(?<host>\\[[0-9a-fA-F:.]+\\]|[^:/?#\\s]+)"
              + "(?::(?<port>\\d{1,5}))?(?<path>[/?#].*)?",
          Pattern.CASE_INSENSITIVE);

  private Urls() {}

  static Optional<Dial> dial(String url, String namespace, String pod) {
    Matcher match = FORM.matcher(url.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    String scheme = match.group("scheme") == null ? "http" : match.group("scheme");
    String lower = scheme.toLowerCase(Locale.ROOT);
    String host = match.group("host").replaceAll("[\\[\\]]", "");
    boolean open = lower.equals("tcp"); // nothing but the URL says which port that is
    int usual = open ? 0 : lower.equals("https") ? 443 : 80;
    int port = match.group("port") == null ? usual : Integer.parseInt(match.group("port"));
    Dial.Request request = new Dial.Request("GET", path(match.group("path")), Optional.empty());
    return port < 1 || port > 65535
        ? Optional.empty()
        : Optional.of(new Dial(lower, host, port, namespace, pod, Optional.empty(), request));
  }

  /** The path and the query that are sent; a fragment is not. */
  private static String path(String text) {
    String sent = text == null ? "" : text.replaceFirst("#.*", "");
    return sent.startsWith("/") ? sent : "/" + sent;
  }
}
