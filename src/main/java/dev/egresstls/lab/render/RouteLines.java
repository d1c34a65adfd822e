package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.trace.Ending;
import dev.egresstls.lab.trace.EnvoyNames;
import dev.egresstls.lab.trace.Parting;
import dev.egresstls.lab.trace.Picture;
import dev.egresstls.lab.trace.TraceAnswer;
import dev.egresstls.lab.trace.Traced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A way that was followed, for people: its hops, why each, and what the client will see. */
public final class RouteLines {
  private static final int INDENT = 2;
  private static final LabelColumn LABELS =
      LabelColumn.of(
          3,
          say("render.route.exit"),
          say("render.route.answers"),
          say("render.route.tls"),
          say("render.route.checked"),
          say("render.route.shared"),
          say("render.route.assumed"),
          say("render.route.not-read"));
  private static final String DOMAIN = ".svc.cluster.local";

  private final Theme theme;
  private final int columns;

  /** Lines for a terminal of some width. */
  public RouteLines(Theme theme, int columns) {
    this.theme = theme;
    this.columns = columns;
  }

  /** The answer to a question: one way, or two compared. */
  public List<Line> of(TraceAnswer answer, boolean verbose) {
    return answer.parting().map(this::of).orElseGet(() -> of(answer.way(), verbose));
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
    lines.addAll(PictureLines.of(Picture.of(route), theme, columns));
    lines.add(Line.EMPTY);
    List<HopRow> rows = route.hops().stream().map(hop -> row(route, hop, verbose)).toList();
    lines.addAll(new HopTable(theme, columns).noted(rows));
    lines.add(Line.EMPTY);
    lines.addAll(ending(route));
    lines.addAll(ground(traced));
    return lines;
  }

  private static String dials(Dial dial) {
    String host = dial.host().indexOf(':') >= 0 ? "[" + dial.host() + "]" : dial.host();
    String pod = dial.namespace() + "/" + dial.pod();
    String target = host + ":" + dial.port();
    return switch (dial.scheme()) {
      case "https" -> say("render.route.dials.tls", pod, target);
      case "tcp" -> say("render.route.dials.bytes", pod, target);
      default -> say("render.route.dials.plain", pod, target);
    };
  }

  private static HopRow row(Route route, Hop hop, boolean verbose) {
    List<String> more = new ArrayList<>();
    evidence(route, hop).ifPresent(more::add);
    if (verbose) {
      EnvoyNames.of(route, hop).ifPresent(name -> more.add(say("render.route.envoy", name)));
    }
    return new HopRow(hop.kind().title(), brief(route, hop), hop.because().text(), false, more);
  }

  /** Object, field and value; what the hop already says is omitted. */
  private static Optional<String> evidence(Route route, Hop hop) {
    Because because = hop.because();
    if (because.object().isEmpty()) {
      return Optional.empty();
    }
    String object = because.object().replace(" " + route.dial().namespace() + "/", " ");
    String value = because.value().isEmpty() ? say("render.route.empty") : because.value();
    boolean said = because.field().isEmpty() || value.equals(hop.value());
    return Optional.of((object + " " + because.field()).strip() + (said ? "" : " = " + value));
  }

  /** The end of a cluster's name says nothing new; the whole name is Envoy's. */
  private static String brief(Route route, Hop hop) {
    String value = hop.value();
    boolean cluster = hop.kind() == Hop.Kind.CLUSTER || hop.kind() == Hop.Kind.GATEWAY_CLUSTER;
    if (!cluster || !value.endsWith(DOMAIN)) {
      return value;
    }
    String named = value.substring(0, value.length() - DOMAIN.length());
    String home = "." + route.dial().namespace();
    return (named.endsWith(home) ? named.substring(0, named.length() - home.length()) : named)
        + "…";
  }

  private static String brief(Traced traced, Optional<Hop> hop) {
    return hop.map(one -> brief(traced.route(), one)).orElse(Parting.NOTHING);
  }

  private static List<Line> ending(Route route) {
    Ending ending = Ending.of(route);
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.STRESS, Ending.sentence(route)).hanging(INDENT + 2));
    lines.add(labelled(say("render.route.exit"), ending.exit()));
    lines.add(labelled(say("render.route.answers"), ending.answers()));
    lines.add(labelled(say("render.route.tls"), ending.tls()));
    lines.add(labelled(say("render.route.checked"), ending.checked()));
    return lines;
  }

  private static Line labelled(String label, String text) {
    return LABELS.line(INDENT + 2, label, text);
  }

  /** On what it rests, and what was observed. */
  private static List<Line> ground(Traced traced) {
    List<Line> lines = new ArrayList<>();
    List<String> shared = traced.route().sharing().stream().map(Because::text).toList();
    boolean none = shared.isEmpty() && traced.assumptions().isEmpty();
    if (!none || !traced.notModelled().isEmpty()) {
      lines.add(Line.EMPTY);
    }
    lines.addAll(listed(say("render.route.shared"), shared));
    lines.addAll(listed(say("render.route.assumed"), traced.assumptions()));
    lines.addAll(listed(say("render.route.not-read"), traced.notModelled()));
    return lines;
  }

  private static List<Line> listed(String label, List<String> texts) {
    List<Line> lines = new ArrayList<>();
    for (String text : texts) {
      lines.add(labelled(lines.isEmpty() ? label : "", text));
    }
    return lines;
  }

  /**
   * A picture, and below it what may make it otherwise.
   *
   * @param traced the way that the picture shows; empty if there is none yet
   */
  public List<Line> of(Picture picture, Optional<Traced> traced) {
    List<Line> lines = new ArrayList<>(PictureLines.of(picture, theme, columns));
    traced
        .filter(one -> !one.notModelled().isEmpty())
        .ifPresent(
            one -> {
              lines.add(Line.EMPTY);
              lines.addAll(listed(say("render.route.not-read"), one.notModelled()));
            });
    return lines;
  }

  /** Two ways compared, and where they diverge. */
  public List<Line> of(Parting parting) {
    List<HopRow> rows = new ArrayList<>();
    for (Parting.Pair pair : parting.pairs()) {
      rows.add(
          HopRow.of(
              pair.kind().title(),
              brief(parting.good(), pair.good()),
              brief(parting.other(), pair.other()),
              pair.differs()));
    }
    String good = Parting.seen(parting.good().route());
    String other = Parting.seen(parting.other().route());
    rows.add(HopRow.of(say("render.route.client"), good, other, !good.equals(other)));
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.addAll(
        new HopTable(theme, columns).beside(parting.good().title(), parting.other().title(), rows));
    lines.add(Line.EMPTY);
    lines.add(Line.of(INDENT, Role.STRESS, parting.sentence()).hanging(INDENT + 2));
    lines.add(
        Line.of(INDENT, Role.PLAIN, Ending.sentence(parting.other().route())).hanging(INDENT + 2));
    lines.addAll(ground(parting.other()));
    return lines;
  }
}
