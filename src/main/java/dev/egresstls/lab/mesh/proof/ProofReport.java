package dev.egresstls.lab.mesh.proof;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Dial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A proof as a block of text to copy into a report: what took part, every station that differs, and
 * the log line. Addresses and the names of the learner's own host, namespace and pod are replaced,
 * the same by the same.
 */
public final class ProofReport {
  private ProofReport() {}

  /** The lines of the block. */
  public static List<String> of(Proof proof) {
    List<String> lines = new ArrayList<>();
    lines.add(
        proof.versions().entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(" · ")));
    Dial dial = proof.predicted().dial();
    lines.add(say("mesh.report.dialled", dial.scheme() + "://" + dial.host() + ":" + dial.port()));
    for (Station station : proof.stations()) {
      if (station.result() != Station.Result.SAME) {
        lines.add(station.title() + " (" + station.result().word() + ")");
        lines.add(say("mesh.report.predicted", orNothing(station.predicted())));
        lines.add(say("mesh.report.seen", orNothing(station.seen())));
        lines.add(say("mesh.report.evidence", station.evidence()));
      }
    }
    proof.unread().forEach(one -> lines.add(say("mesh.report.unread", one)));
    lines.add(say("mesh.report.logLine", orNothing(proof.logLine())));
    if (!proof.gatewayLogLine().isEmpty()) {
      lines.add(say("mesh.report.gatewayLogLine", proof.gatewayLogLine()));
    }
    Redaction redaction = new Redaction(dial);
    return lines.stream().map(redaction::of).toList();
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? say("mesh.report.nothing") : text;
  }
}
