package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.AttemptReport.Row;
import dev.egresstls.lab.event.AttemptReport.Station;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.proof.Proof;
import java.util.List;

/** Words a proof: what the path model predicted and what was observed. Pure. */
final class PredictionCheck {
  private static final String NOTHING = "–";

  private PredictionCheck() {}

  /** A row for each station. */
  static List<Row> rows(Proof proof) {
    return proof.stations().stream()
        .map(one -> new Row(one.title(), text(one.predicted()), seen(one), !one.differs()))
        .toList();
  }

  private static String seen(dev.egresstls.lab.mesh.proof.Station station) {
    return switch (station.result()) {
      case SAME, DIFFERS -> text(station.seen());
      case NOT_SEEN -> say("experiment.notObserved", station.evidence());
      case NOT_PREDICTED -> say("experiment.notPredicted", text(station.seen()));
    };
  }

  private static String text(String value) {
    return value.isEmpty() ? NOTHING : value;
  }

  /** The predicted way, one station each. */
  static List<Station> way(Route route) {
    return route.hops().stream()
        .map(hop -> new Station(hop.kind().title(), hop.value(), hop.because().text()))
        .toList();
  }
}
