package dev.egresstls.lab.render.route;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.trace.Ending;
import dev.egresstls.lab.trace.EnvoyNames;
import dev.egresstls.lab.trace.Parting;
import dev.egresstls.lab.trace.Traced;
import java.util.ArrayList;
import java.util.List;

/** A way that was followed, for people: its hops, why each, and what the client will see. */
public final class RouteLines {
  private static final int INDENT = 2;
  private static final int LABEL = 12;
  private static final String DOMAIN = ".svc.cluster.local";

  private final Theme theme;
  private final int columns;

  /** Lines for a terminal of some width. */
  public RouteLines(Theme theme, int columns) {
    this.theme = theme;
    this.columns = columns;
  }

  /**
   * One way.
   *
   * @param verbose whether each hop says what it is called in Envoy
   */
  public List<Line> of(Traced traced, boolean verbose) {
    Route route = traced.route();
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.PLAIN, dials(route.dial())).hanging(INDENT + 2));
    lines.add(Line.EMPTY);
    List<HopRow> rows = route.hops().stream().map(hop -> row(route, hop, verbose)).toList();
    lines.addAll(new HopTable(theme, columns).noted(rows));
    lines.add(Line.EMPTY);
    lines.addAll(ending(route));
    lines.addAll(ground(traced));
    return lines;
  }

  private static String dials(Dial dial) {
    String speaks = dial.scheme().equals("https") ? "TLS" : "plain HTTP";
    String host = dial.host().indexOf(':') >= 0 ? "[" + dial.host() + "]" : dial.host();
    return "the client in "
        + dial.namespace()
        + "/"
        + dial.pod()
        + " dials "
        + host
        + ":"
        + dial.port()
        + " and speaks "
        + speaks;
  }

  private static HopRow row(Route route, Hop hop, boolean verbose) {
    List<String> more = new ArrayList<>();
    evidence(hop.because(), more);
    if (verbose) {
      EnvoyNames.of(route, hop).ifPresent(name -> more.add("Envoy: " + name));
    }
    return new HopRow(hop.kind().title(), brief(hop), hop.because().text(), false, more);
  }

  private static void evidence(Because because, List<String> into) {
    if (!because.object().isEmpty()) {
      String field = because.field().isEmpty() ? "" : " · " + because.field();
      String value = because.field().isEmpty() ? "" : ": " + because.value();
      into.add((because.object() + field + value).replaceFirst(": $", ": (empty)"));
    }
  }

  /** The cluster's DNS domain says nothing new; the whole name is Envoy's. */
  private static String brief(Hop hop) {
    return hop.kind() == Hop.Kind.CLUSTER ? brief(hop.value()) : hop.value();
  }

  private static String brief(String value) {
    return value.endsWith(DOMAIN)
        ? value.substring(0, value.length() - DOMAIN.length()) + "…"
        : value;
  }

  private static List<Line> ending(Route route) {
    Ending ending = Ending.of(route);
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.STRESS, route.outlook()).hanging(INDENT + 2));
    lines.add(labelled("curl exit", ending.exit()));
    lines.add(labelled("answers", ending.answers()));
    lines.add(labelled("TLS", ending.tls()));
    lines.add(labelled("checked", ending.checked()));
    return lines;
  }

  private static Line labelled(String label, String text) {
    int column = INDENT + 2 + LABEL;
    return Line.of(INDENT + 2, Role.QUIET, label).to(column).and(Role.PLAIN, text).hanging(column);
  }

  /** On what it rests, beside what was seen. */
  private static List<Line> ground(Traced traced) {
    List<Line> lines = new ArrayList<>();
    if (!traced.assumptions().isEmpty() || !traced.notModelled().isEmpty()) {
      lines.add(Line.EMPTY);
    }
    traced.assumptions().forEach(text -> lines.add(labelled("assumed", text)));
    traced.notModelled().forEach(text -> lines.add(labelled("not read", text)));
    return lines;
  }

  /** Two ways beside each other, and where they part. */
  public List<Line> of(Parting parting) {
    List<HopRow> rows = new ArrayList<>();
    for (Parting.Pair pair : parting.pairs()) {
      rows.add(
          HopRow.of(
              pair.kind().title(),
              brief(pair.goodValue()),
              brief(pair.otherValue()),
              pair.differs()));
    }
    String good = Parting.seen(parting.good().route());
    String other = Parting.seen(parting.other().route());
    rows.add(HopRow.of("client", good, other, !good.equals(other)));
    List<Line> lines = new ArrayList<>();
    lines.addAll(
        new HopTable(theme, columns).beside(parting.good().url(), parting.other().url(), rows));
    lines.add(Line.EMPTY);
    lines.add(Line.of(INDENT, Role.STRESS, parting.sentence()).hanging(INDENT + 2));
    lines.add(Line.of(INDENT, Role.PLAIN, parting.other().route().outlook()).hanging(INDENT + 2));
    lines.addAll(ground(parting.other()));
    return lines;
  }
}
