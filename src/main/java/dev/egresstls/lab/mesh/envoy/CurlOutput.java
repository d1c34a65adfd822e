package dev.egresstls.lab.mesh.envoy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a curl command said of one request.
 *
 * @param exit curl's exit code; empty if it said none
 * @param httpCode the HTTP status; 0 if no answer came
 * @param headers of the last answer, names in lower case; values of the same name are joined by
 *     comma
 * @param connection which connection it made
 * @param error curl's own words for what went wrong
 */
public record CurlOutput(
    Optional<Integer> exit,
    int httpCode,
    Map<String, String> headers,
    Connection connection,
    Optional<String> error) {
  /**
   * The connection of a request, as far as curl tells.
   *
   * @param remoteIp the address that it connected to
   * @param remotePort the port that it connected to
   * @param tried the last address that it tried to connect to, whether it came to that or not
   * @param localIp its own address
   * @param localPort its own port, by which the sidecar's access-log line is found
   */
  public record Connection(
      Optional<String> remoteIp,
      Optional<Integer> remotePort,
      Optional<String> tried,
      Optional<String> localIp,
      Optional<Integer> localPort) {
    public Connection {
      Objects.requireNonNull(remoteIp);
      Objects.requireNonNull(remotePort);
      Objects.requireNonNull(tried);
      Objects.requireNonNull(localIp);
      Objects.requireNonNull(localPort);
    }
  }

  /** The value of curl's option {@code -w} with which it says all this in one line. */
  public static final String WRITE_OUT =
      "\\n{\"exitcode\":%{exitcode},\"http_code\":\"%{http_code}\",\"remote_ip\":\"%{remote_ip}\","
          + "\"remote_port\":%{remote_port},\"local_ip\":\"%{local_ip}\","
          + "\"local_port\":%{local_port}}\\n";

  public CurlOutput {
    Objects.requireNonNull(exit);
    Objects.requireNonNull(connection);
    Objects.requireNonNull(error);
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /**
   * Reads what curl wrote with {@code -D -} or {@code -v}; the line of {@link #WRITE_OUT} counts
   * most, the verbose text where that is missing. Anything else is passed over.
   */
  public static CurlOutput parse(String stdout, String stderr) {
    CurlReader reader = new CurlReader();
    stderr.lines().forEach(reader::verbose);
    stdout.lines().forEach(reader::written);
    return reader.output();
  }
}
