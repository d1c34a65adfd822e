package dev.egresstls.lab.mesh.envoy;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers, line by line, what curl 7.75 to 8.x says. */
final class CurlReader {
  private static final Pattern TRYING = Pattern.compile("\\* {1,3}Trying (\\S+):\\d{1,5}\\.\\.\\.");

  /** Up to 8.11: {@code * Connected to HOST (IP) port PORT}, before 8 with {@code (#0)} behind. */
  private static final Pattern CONNECTED =
      Pattern.compile("\\* {1,3}Connected to \\S+ \\((\\S+)\\) port (\\d{1,5})\\b.*");

  /** From 8.12 on: {@code * Established connection to HOST (IP port PORT) from IP port PORT}. */
  private static final Pattern ESTABLISHED =
      Pattern.compile(
          "\\* {1,3}Established connection to \\S+ \\((\\S+) port (\\d{1,5})\\)"
              + "(?: from (\\S+) port (\\d{1,5}))?.*");

  private static final Pattern FAILED = Pattern.compile("curl: \\((\\d{1,3})\\) ?(.*)");
  private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3})\\b.*");
  private static final Pattern CAPTURED =
      Pattern.compile("(\\d{1,3}) (\\d{3}) (\\S*) (-?\\d{1,5}) (\\d+)");

  private final Map<String, String> headers = new LinkedHashMap<>();
  private boolean inHeaders;
  private int httpCode;
  private Optional<Integer> exit = Optional.empty();
  private Optional<String> remoteIp = Optional.empty();
  private Optional<Integer> remotePort = Optional.empty();
  private Optional<String> tried = Optional.empty();
  private Optional<String> localIp = Optional.empty();
  private Optional<Integer> localPort = Optional.empty();
  private Optional<String> error = Optional.empty();

  /** A line of stderr. */
  void verbose(String line) {
    Matcher connected = CONNECTED.matcher(line);
    Matcher established = ESTABLISHED.matcher(line);
    Matcher failed = FAILED.matcher(line);
    Matcher trying = TRYING.matcher(line);
    if (connected.matches()) {
      remote(connected.group(1), connected.group(2));
    } else if (established.matches()) {
      remote(established.group(1), established.group(2));
      localIp = Optional.ofNullable(established.group(3));
      localPort = Optional.ofNullable(established.group(4)).flatMap(LogWords::portNumber);
    } else if (failed.matches()) {
      exit = LogWords.number(failed.group(1));
      error = Optional.of(failed.group(2)).filter(words -> !words.isEmpty());
    } else if (trying.matches()) {
      tried = Optional.of(trying.group(1).replaceAll("[\\[\\]]", ""));
    } else if (line.startsWith("< ") || line.equals("<")) {
      header(line.substring(1).strip());
    }
  }

  private void remote(String ip, String port) {
    remoteIp = Optional.of(ip);
    remotePort = LogWords.portNumber(port);
  }

  /** A line of stdout. */
  void written(String line) {
    Matcher captured = CAPTURED.matcher(line);
    if (line.startsWith("{\"exitcode\":")) {
      summary(line);
    } else if (captured.matches()) {
      exit = LogWords.number(captured.group(1));
      httpCode = LogWords.number(captured.group(2)).orElse(0);
      remoteIp = Optional.of(captured.group(3)).filter(ip -> !ip.isEmpty());
      localPort = LogWords.portNumber(captured.group(4));
    } else {
      header(line.strip());
    }
  }

  private void summary(String line) {
    Tree tree;
    try {
      tree = Json.read(line);
    } catch (Json.Malformed e) {
      return;
    }
    exit = Optional.of((int) tree.get("exitcode").number(0));
    httpCode = LogWords.number(tree.get("http_code").text("")).orElse(0);
    remoteIp = text(tree, "remote_ip");
    remotePort = tree.get("remote_port").text().flatMap(LogWords::portNumber);
    localIp = text(tree, "local_ip");
    localPort = tree.get("local_port").text().flatMap(LogWords::portNumber);
  }

  private static Optional<String> text(Tree tree, String name) {
    return tree.get(name).text().filter(text -> !text.isEmpty());
  }

  /** A status line begins an answer's headers, an empty line ends them; the body is passed over. */
  private void header(String line) {
    Matcher status = STATUS.matcher(line);
    int colon = line.indexOf(':');
    if (status.matches()) {
      headers.clear();
      inHeaders = true;
      httpCode = Integer.parseInt(status.group(1));
    } else if (line.isEmpty()) {
      inHeaders = false;
    } else if (inHeaders && colon > 0) {
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      headers.merge(name, value, (before, more) -> before + ", " + more);
    }
  }

  CurlOutput output() {
    CurlOutput.Connection connection =
        new CurlOutput.Connection(remoteIp, remotePort, tried, localIp, localPort);
    return new CurlOutput(exit, httpCode, headers, connection, error);
  }
}
