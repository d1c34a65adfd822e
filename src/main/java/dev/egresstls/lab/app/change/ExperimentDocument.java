package dev.egresstls.lab.app.change;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.event.AttemptReport;
import dev.egresstls.lab.event.ExperimentReport;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON objects of {@code try}; docs/json.md describes them. */
public final class ExperimentDocument {
  private ExperimentDocument() {}

  /** As one JSON object. */
  public static Tree list(List<Offer> offers, Lab lab, Vars vars) {
    return Tree.object(
        "schemaVersion",
        Answer.SCHEMA_VERSION,
        "whatIfs",
        offers.stream().map(offer -> offer(offer, lab, vars)).toList());
  }

  private static Tree offer(Offer offer, Lab lab, Vars vars) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", offer.whatIf().id());
    json.put("title", vars.show(offer.whatIf().title()));
    json.put(
        "path",
        lab.curriculum().paths().stream()
            .filter(path -> path.whatIfs().contains(offer.whatIf().id()))
            .findFirst()
            .map(path -> vars.show(path.title()))
            .orElse(null));
    json.put(
        "shown",
        offer.whyNot().isPresent() ? "no" : offer.scratch().isPresent() ? "apart" : "here");
    json.put("istio", offer.scratch().orElse(null));
    json.put("whyNot", offer.whyNot().map(Problem::what).orElse(null));
    return Tree.of(json);
  }

  /** As one JSON object. */
  public static Tree of(Experiments.Result result, int exitCode) {
    ExperimentReport report = result.report();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", Answer.SCHEMA_VERSION);
    json.put("id", report.id());
    json.put("title", report.title());
    json.put("where", report.where().orElse(null));
    json.put("foretold", report.prediction());
    json.put("changes", report.changes());
    json.put("gaps", gaps(report.gaps()));
    json.put("requests", report.attempts().stream().map(ExperimentDocument::attempt).toList());
    json.put("back", back(result.back()));
    json.put("exitCode", exitCode);
    return Tree.of(json);
  }

  private static Tree attempt(AttemptReport attempt) {
    return Tree.object(
        "says", attempt.says(),
        "command", attempt.command(),
        "way", attempt.way().stream().map(ExperimentDocument::station).toList(),
        "outlook", attempt.outlook(),
        "compared", attempt.rows().stream().map(ExperimentDocument::row).toList(),
        "gaps", gaps(attempt.gaps()));
  }

  private static Tree station(AttemptReport.Station station) {
    return Tree.object(
        "station", station.title(), "value", station.value(), "because", station.because());
  }

  private static Tree row(AttemptReport.Row row) {
    return Tree.object(
        "what", row.title(),
        "predicted", row.predicted(),
        "seen", row.seen(),
        "same", row.same());
  }

  private static List<Tree> gaps(List<Gap> gaps) {
    return gaps.stream()
        .map(
            gap ->
                Tree.object(
                    "subject", gap.subject(),
                    "path", gap.path(),
                    "want", gap.expected(),
                    "got", gap.saw(),
                    "changedBy", gap.changedBy().orElse(null)))
        .toList();
  }

  /** What an earlier run had left behind and was undone now. */
  public static Tree back(Optional<UndoneReport> report) {
    return Tree.object(
        "schemaVersion",
        Answer.SCHEMA_VERSION,
        "back",
        report.map(ExperimentDocument::back).orElse(null));
  }

  private static Tree back(UndoneReport report) {
    return Tree.object(
        "purpose", report.purpose(),
        "done", report.done(),
        "kept", report.kept(),
        "failed", report.failed().stream().map(Problem::what).toList(),
        "held", report.held(),
        "broken", report.broken(),
        "total", report.total());
  }
}
