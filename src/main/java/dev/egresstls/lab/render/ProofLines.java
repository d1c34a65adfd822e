package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.mesh.proof.ProofReport;
import dev.egresstls.lab.mesh.proof.Station;
import dev.egresstls.lab.render.text.Durations;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A proof for people: both ways compared, what that means, and what to report. */
public final class ProofLines {
  private static final int INDENT = 2;
  private static final int BLOCK = 4;
  private static final String DOMAIN = ".svc.cluster.local";

  private ProofLines() {}

  /**
   * The lines of it.
   *
   * @param age how long ago the request was sent; empty if that was just now
   * @param columns the terminal's width; 0 if it is not known
   */
  public static List<Line> of(Proof proof, Optional<Duration> age, Theme theme, int columns) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.PLAIN, sent(proof)));
    age.ifPresent(
        past ->
            lines.add(
                Line.of(INDENT, Role.QUIET, say("render.proof.age", Durations.text(past)))
                    .hanging(INDENT + 2)));
    lines.add(Line.EMPTY);
    List<HopRow> rows = proof.stations().stream().map(ProofLines::row).toList();
    lines.addAll(
        new HopTable(theme, columns)
            .beside(say("render.proof.predicted"), say("render.proof.seen"), rows));
    lines.add(Line.EMPTY);
    lines.add(verdict(proof, theme));
    lines.add(Line.of(BLOCK, Role.QUIET, sources(proof)).hanging(BLOCK + 2));
    for (String sentence : proof.unread()) {
      lines.add(Line.of(BLOCK, Role.WARNING, say("render.proof.lacks", sentence)));
    }
    if (!proof.logLine().isEmpty()) {
      lines.add(Line.of(BLOCK, Role.QUIET, say("render.proof.log-line")));
      lines.add(Line.code(BLOCK, proof.logLine()));
    }
    if (!proof.gatewayLogLine().isEmpty()) {
      lines.add(Line.of(BLOCK, Role.QUIET, say("render.proof.gateway-log-line")));
      lines.add(Line.code(BLOCK, proof.gatewayLogLine()));
    }
    if (!proof.agrees()) {
      lines.addAll(report(proof));
    }
    return lines;
  }

  private static Line verdict(Proof proof, Theme theme) {
    Mark mark = proof.agrees() ? Mark.MET : Mark.UNMET;
    Line signed = Line.at(INDENT).and(theme.sign(mark));
    return signed.and(mark.role(), " " + proof.verdict()).hanging(INDENT + 2);
  }

  private static String sent(Proof proof) {
    Dial dial = proof.predicted().dial();
    String pod = dial.namespace() + "/" + dial.pod();
    String url = dial.scheme() + "://" + dial.host() + ":" + dial.port();
    return say("render.proof.sent", pod, url);
  }

  /** Where each station was seen, by its number. */
  private static String sources(Proof proof) {
    Map<String, String> numbers = new LinkedHashMap<>();
    for (int i = 0; i < proof.stations().size(); i++) {
      String evidence = proof.stations().get(i).evidence();
      int colon = evidence.indexOf(": ");
      if (colon > 0 && proof.stations().get(i).result() != Station.Result.NOT_SEEN) {
        numbers.merge(evidence.substring(0, colon), "" + (i + 1), (some, one) -> some + ", " + one);
      }
    }
    String all =
        numbers.entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue())
            .collect(Collectors.joining(" · "));
    return say("render.proof.sources", all);
  }

  private static HopRow row(Station station) {
    List<String> more =
        switch (station.result()) {
          case SAME -> List.of();
          case DIFFERS -> List.of(station.evidence());
          case NOT_SEEN -> List.of(say("render.proof.not-seen", station.evidence()));
          case NOT_PREDICTED -> List.of(say("render.proof.not-predicted", station.seen()));
        };
    return new HopRow(
        HopRow.title(station.title()),
        text(station, station.predicted()),
        text(station, station.seen()),
        station.differs(),
        more);
  }

  /** Where both are the same, the end that all Services have says nothing. */
  private static String text(Station station, String text) {
    String shown = station.differs() ? text : text.replace(DOMAIN, "…");
    return shown.isEmpty() ? say("render.proof.nothing") : shown;
  }

  private static List<Line> report(Proof proof) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(Line.of(INDENT, Role.PLAIN, say("render.proof.report")));
    lines.add(Line.EMPTY);
    ProofReport.of(proof).forEach(row -> lines.add(Line.code(BLOCK, row)));
    return lines;
  }
}
