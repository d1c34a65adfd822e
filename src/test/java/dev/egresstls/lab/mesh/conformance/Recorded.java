package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** Rows beside a recorded run of real Istio. */
public final class Recorded {
  private Recorded() {}

  /** Where the run differs from a row; it counts only if it has the row's request. */
  public static List<String> differences(Capture run, Row row) {
    return run.dials().stream()
        .filter(recorded -> sameRequest(run.dial(recorded), row.dial("", "")))
        .flatMap(recorded -> row.differences(sighting(run, recorded).fields()).stream())
        .toList();
  }

  /** Whether the run has a row's request. */
  public static boolean has(Capture run, Row row) {
    return run.dials().stream()
        .anyMatch(recorded -> sameRequest(run.dial(recorded), row.dial("", "")));
  }

  private static boolean sameRequest(Dial recorded, Dial wanted) {
    return recorded.scheme().equals(wanted.scheme())
        && recorded.host().equals(wanted.host())
        && recorded.port() == wanted.port()
        && recorded.address().equals(wanted.address());
  }

  private static Sighting sighting(Capture run, Tree recorded) {
    Optional<AccessLogLine> line =
        recorded.get("accessLog").texts().stream()
            .flatMap(text -> AccessLogLine.parse(text).stream())
            .findFirst();
    return new Sighting(
        line.map(one -> run.dump()),
        line,
        CurlOutput.parse(recorded.get("stdout").text(""), recorded.get("stderr").text("")),
        run.dial(recorded).port(),
        run.scenario().at("objects.backendtlspolicies").items());
  }
}
