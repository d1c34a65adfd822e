package dev.egresstls.lab.trial;

import dev.egresstls.lab.check.request.Courier;
import dev.egresstls.lab.check.request.Prediction;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.trial.AttemptReport.Row;
import dev.egresstls.lab.event.trial.AttemptReport.Station;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.outcome.ExpectedLog;
import dev.egresstls.lab.mesh.seen.AccessLogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sets what the path model foretold beside what was seen. Pure. */
final class Comparing {
  private static final String NOTHING = "–";

  private final Route route;
  private final Courier.Sent sent;
  private final Map<String, Gap> gaps;
  private final List<Row> rows = new ArrayList<>();

  private Comparing(Route route, Courier.Sent sent) {
    this.route = route;
    this.sent = sent;
    this.gaps =
        Prediction.gaps(route, sent.exit(), sent.curl(), sent.line()).stream()
            .collect(Collectors.toMap(Gap::path, gap -> gap, (one, other) -> one));
  }

  /** A row for each thing that was foretold; each difference is a row that is not the same. */
  static List<Row> rows(Route route, Courier.Sent sent) {
    return new Comparing(route, sent).rows();
  }

  private List<Row> rows() {
    List<Integer> exits = route.client().exits();
    row("curl exit", exits.isEmpty() ? "not foretold" : either(exits), "" + sent.exit());
    row("answer", answer(), seenAnswer());
    log();
    for (Gap gap : gaps.values()) {
      if (rows.stream().noneMatch(row -> row.title().equals(gap.path()))) {
        rows.add(new Row(gap.path(), gap.expected(), gap.saw(), false));
      }
    }
    return List.copyOf(rows);
  }

  private static String either(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }

  private void row(String title, String predicted, String seen) {
    rows.add(new Row(title, predicted, seen, !gaps.containsKey(title)));
  }

  private String answer() {
    return route
        .client()
        .httpCode()
        .map(code -> code == 0 ? "none" : "HTTP " + code + server(route.client().server()))
        .orElse("not foretold");
  }

  private String seenAnswer() {
    int code = sent.curl().httpCode();
    Optional<String> server = Optional.ofNullable(sent.curl().headers().get("server"));
    return code == 0 ? "none" : "HTTP " + code + server(server);
  }

  private static String server(Optional<String> server) {
    return server.map(name -> ", server: " + name).orElse("");
  }

  private void log() {
    ExpectedLog expected = route.accessLog();
    Optional<AccessLogLine> line = sent.line();
    if (!expected.logged() || line.isEmpty()) {
      row(
          "access log",
          expected.logged() ? "a line" : "no line",
          line.isPresent() ? "a line" : "no line");
      return;
    }
    row("cluster", expected.cluster(), line.get().cluster());
    row("upstream", dash(expected.upstream()), dash(line.get().upstreamHost()));
    String flags = expected.flags().isEmpty() ? "not foretold" : either(expected.flags());
    row("response flags", flags.equals("-") ? NOTHING : flags, dash(line.get().flags()));
  }

  private static String dash(String text) {
    return text.equals("-") ? NOTHING : text;
  }

  /** The predicted way, one station each. */
  static List<Station> way(Route route) {
    return route.hops().stream()
        .map(hop -> new Station(hop.kind().title(), hop.value(), hop.because().text()))
        .toList();
  }
}
