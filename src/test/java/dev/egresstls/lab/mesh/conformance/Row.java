package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of the table: what a request comes to on some versions of Istio.
 *
 * @param istio the versions, each of which is judged
 * @param url what the client asks for
 * @param address what it is told to dial ({@code curl --resolve}); empty to ask DNS
 * @param expected the values that may be seen, by the names in {@link #FIELDS}
 * @param source where it was read
 */
public record Row(
    List<String> istio,
    String url,
    Optional<String> address,
    Map<String, List<String>> expected,
    String source) {
  /** What is expected of a way, in the order in which a connection meets it. */
  public static final List<String> FIELDS =
      List.of(
          "listener",
          "filter",
          "cluster",
          "type",
          "tls",
          "rule",
          "log",
          "flags",
          "route",
          "curl",
          "code",
          "status");

  /** The request from a pod. */
  public Dial dial(String namespace, String pod) {
    Dial dial = PathModel.dial(url, namespace, pod).orElseThrow();
    return new Dial(dial.scheme(), dial.host(), dial.port(), namespace, pod, address);
  }

  /** The command that sends it, as in the captures. */
  public List<String> curl() {
    List<String> argv =
        new ArrayList<>(List.of("curl", "-v", "-sS", "-m", "10", "-o", "/dev/null", "-D", "-"));
    argv.addAll(
        List.of("-w", "%{exitcode} %{http_code} %{remote_ip} %{local_port} %{num_connects}\\n"));
    Dial dial = dial("", "");
    String place = dial.host() + ":" + dial.port() + ":";
    address.ifPresent(
        to -> argv.addAll(List.of("--resolve", place + (to.contains(":") ? "[" + to + "]" : to))));
    argv.add(url);
    return argv;
  }

  /** What was seen and should not have been, a line each. */
  public List<String> differences(Map<String, String> seen) {
    return FIELDS.stream()
        .filter(field -> !expected.get(field).contains(seen.get(field)))
        .map(field -> line(field, seen.get(field)))
        .toList();
  }

  /** Where a prediction does not say the same: it must not allow less or more. */
  public List<String> disagreements(Map<String, List<String>> predicted) {
    return FIELDS.stream()
        .filter(field -> !sorted(expected.get(field)).equals(sorted(predicted.get(field))))
        .map(field -> line(field, predicted.get(field)))
        .toList();
  }

  private static List<String> sorted(List<String> values) {
    return values.stream().sorted().toList();
  }

  private String line(String field, Object seen) {
    return url + " " + field + ": expected " + expected.get(field) + ", not " + seen;
  }
}
