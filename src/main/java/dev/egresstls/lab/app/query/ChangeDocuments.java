package dev.egresstls.lab.app.query;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.change.ChangeUndo;
import dev.egresstls.lab.app.change.UndoChoice;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.drift.Drift;
import dev.egresstls.lab.engine.drift.Refresh;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Items;
import dev.egresstls.lab.ledger.Items.Item;
import dev.egresstls.lab.ledger.UndoReport;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The JSON objects of {@code undo}, {@code fix} and {@code refresh}; docs/json.md has them. */
public final class ChangeDocuments {
  private ChangeDocuments() {}

  private static Map<String, Object> begun() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", Answer.SCHEMA_VERSION);
    return json;
  }

  private static Tree ended(Map<String, Object> json, int exitCode) {
    json.put("exitCode", exitCode);
    return Tree.of(json);
  }

  /** What would be undone. */
  public static Tree plan(ChangeUndo.Plan plan) {
    Map<String, Object> json = planned(plan.items(), plan.undo());
    json.put("unrecorded", plan.unrecorded());
    return ended(json, plan.exitCode());
  }

  private static Map<String, Object> planned(Items items, List<Item> plan) {
    Map<String, Object> json = begun();
    json.put("file", items.where());
    json.put("damaged", items.damage().map(Problem::what).orElse(null));
    json.put("plan", plan.stream().map(LedgerDocument::item).toList());
    return json;
  }

  /** What came of undoing changes. */
  public static Tree undo(ChangeUndo.Result result) {
    Map<String, Object> json = planned(result.items(), result.plan());
    UndoReport report = result.undone().map(UndoChoice.Undone::report).orElse(UndoReport.NOTHING);
    json.put("done", report.done());
    json.put("kept", report.kept());
    json.put("failed", report.failed().stream().map(RunDocument::problem).toList());
    json.put("aside", result.undone().flatMap(UndoChoice.Undone::aside).orElse(null));
    json.put("drift", result.proof().flatMap(Answer::document).map(Supplier::get).orElse(null));
    return ended(json, result.exitCode());
  }

  /**
   * What came of fixing a cause.
   *
   * @param why what was found before
   * @param number the step; 0 if none fails
   * @param fixed the cause; empty if none is known, or no step fails
   */
  public static Tree fix(
      LaunchedRun opened, Answer why, int number, Optional<TrueCause> fixed, int exitCode) {
    Map<String, Object> json = begun();
    json.put("why", why.document().map(Supplier::get).orElse(null));
    json.put("fixed", fixed.map(TrueCause::id).orElse(null));
    json.put("steps", number == 0 ? List.of() : steps(opened, number, number));
    return ended(json, exitCode);
  }

  /** What came of rewriting a slice. */
  public static Tree refresh(LaunchedRun opened, Refresh refresh, int exitCode) {
    Drift before = refresh.before();
    Map<String, Object> json = begun();
    json.put("before", new DriftDocument(opened.banner(), before, before.drifted() ? 1 : 0).tree());
    json.put("written", refresh.needed() ? refresh.addresses() : null);
    json.put("steps", steps(opened, refresh.firstStep(), opened.run().session().total()));
    return ended(json, exitCode);
  }

  private static List<Tree> steps(LaunchedRun opened, int first, int last) {
    return opened.run().reports().subList(first - 1, last).stream()
        .map(report -> RunDocument.step(report, false))
        .toList();
  }
}
