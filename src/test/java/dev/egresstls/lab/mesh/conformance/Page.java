package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.mesh.Captures.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table as Markdown: a line a row, the scenario named in its first. */
public final class Page {
  private static final String HEAD =
      "| scenario | Istio | request | listener · filter · cluster | TLS by the sidecar | status"
          + " | access log | curl | source |\n|---|---|---|---|---|---|---|---|---|\n";

  private Page() {}

  /** The whole table. */
  public static String text() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Scenario scenario : Table.all()) {
      String name = "`" + scenario.id() + "` " + scenario.changed();
      for (Row row : scenario.rows()) {
        text.append(line(scenario, row, name));
        name = "";
      }
    }
    return text.toString();
  }

  private static String line(Scenario scenario, Row row, String name) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(String.join(", ", row.istio()));
    cells.add(row.url() + row.address().map(to -> " (" + to + ")").orElse(""));
    cells.add(way(row));
    cells.add(tls(row));
    cells.add(value(row, "status"));
    cells.add(log(row));
    cells.add(value(row, "curl") + code(row));
    cells.add(source(scenario, row));
    return "| " + String.join(" | ", cells.stream().map(Page::cell).toList()) + " |\n";
  }

  private static String value(Row row, String field) {
    return String.join(" or ", row.expected().get(field));
  }

  private static String way(Row row) {
    if (value(row, "listener").equals("-")) {
      return "none: the pod connects directly";
    }
    String cluster = value(row, "cluster");
    return value(row, "listener")
        + " · "
        + value(row, "filter")
        + (cluster.equals("-") ? "" : " · " + brief(cluster) + " " + value(row, "type"));
  }

  private static String tls(Row row) {
    String rule = value(row, "rule");
    return value(row, "tls") + (rule.equals("-") ? "" : ", by DestinationRule " + rule);
  }

  private static String log(Row row) {
    if (value(row, "listener").equals("-")) {
      return "none";
    }
    String route = value(row, "route");
    String log = value(row, "log");
    String cluster = log.equals(value(row, "cluster")) && !log.equals("-") ? "that cluster" : log;
    return cluster
        + ", flags "
        + value(row, "flags")
        + (route.equals("-") ? "" : ", route " + route);
  }

  private static String code(Row row) {
    return value(row, "code").equals("0") ? "" : ", HTTP " + value(row, "code");
  }

  private static String source(Scenario scenario, Row row) {
    List<String> sources = new ArrayList<>();
    List<String> captured =
        row.istio().stream()
            .filter(version -> recorded(Table.capture(scenario, version), row))
            .toList();
    if (!captured.isEmpty()) {
      sources.add("capture of " + String.join(", ", captured));
    }
    if (!row.source().isEmpty()) {
      sources.add(row.source());
    }
    scenario.unpractised().ifPresent(why -> sources.add("not in practice: " + why));
    return String.join("; ", sources);
  }

  private static boolean recorded(Optional<Capture> run, Row row) {
    return run.filter(one -> Recorded.has(one, row)).isPresent();
  }

  private static String brief(String cluster) {
    return cluster.replace(".svc.cluster.local", "");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
