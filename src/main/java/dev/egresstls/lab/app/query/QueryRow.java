package dev.egresstls.lab.app.query;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.grammar.Argument;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.grammar.Slot;
import dev.egresstls.lab.app.grammar.Syntax;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.objects.Diffs;
import dev.egresstls.lab.app.objects.Gets;
import dev.egresstls.lab.app.objects.Hints;
import dev.egresstls.lab.app.objects.ObjectDescriptions;
import dev.egresstls.lab.app.objects.PodLogs;
import dev.egresstls.lab.app.objects.Values;
import java.util.List;
import java.util.Optional;

/**
 * A command that only looks, once for the prompt and for the command line: what may follow it, and
 * what it answers.
 *
 * @param objects whether there is nothing to see in a practice cluster without the lab's objects
 */
public record QueryRow(Syntax syntax, boolean objects, Query query) {
  /** Answers what was typed. */
  @FunctionalInterface
  public interface Query {
    /**
     * The answer.
     *
     * @throws dev.egresstls.lab.lab.LabFailure if it cannot be given
     */
    Answer ask(LaunchedRun opened, CommandWords words) throws InterruptedException;
  }

  public static final QueryRow STATUS =
      row("status", (opened, words) -> StatusQuery.of(opened)).flags(Flag.JSON).such("status");
  public static final QueryRow HINT =
      row("hint", Hints::of)
          .takes(Argument.maybe(Slot.STEP))
          .flags(Flag.NTH, Flag.JSON)
          .such("hint", "hint 6");
  public static final QueryRow EXPLAIN =
      row("explain", CauseExplanation::of)
          .onObjects()
          .takes(Argument.needed(Slot.FIELD), Argument.maybe(Slot.CAUSE))
          .flags(Flag.JSON)
          .such("explain backendtlspolicy.spec.validation", "explain cause slice-missing");
  public static final QueryRow VARS = row("vars", Values::of).flags(Flag.JSON).such("vars");
  public static final QueryRow DIAGRAM =
      row("diagram", (opened, words) -> Queries.diagram(opened)).flags(Flag.JSON).such("diagram");
  public static final QueryRow DNS =
      row("dns", (opened, words) -> Queries.dns(opened)).onObjects().flags(Flag.JSON).such("dns");
  public static final QueryRow TRACK =
      row("track", Tracks::of)
          .takes(Argument.maybe(Slot.TRACK))
          .flags(Flag.JSON)
          .such("track", "track current");
  public static final QueryRow DRIFT =
      row("drift", (opened, words) -> Queries.drift(opened))
          .flags(Flag.JSON)
          .such("drift", "drift -o json");
  public static final QueryRow LEDGER =
      row("ledger", (opened, words) -> Queries.ledger(opened.run()))
          .flags(Flag.JSON)
          .such("ledger");
  public static final QueryRow GET =
      row("get", Gets::of)
          .onObjects()
          .takes(Argument.needed(Slot.KIND), Argument.maybe(Slot.NAME))
          .flags(Flag.NAMESPACE, Flag.ALL, Flag.WIDE_OR_CODE, Flag.MANAGED_FIELDS)
          .such("get pods", "get svc kubernetes -o yaml", "get pods -A");
  public static final QueryRow DESCRIBE =
      row("describe", ObjectDescriptions::of)
          .onObjects()
          .takes(Argument.needed(Slot.KIND), Argument.needed(Slot.NAME))
          .flags(Flag.NAMESPACE, Flag.JSON)
          .such("describe svc kubernetes");
  public static final QueryRow LOGS =
      row("logs", PodLogs::of)
          .onObjects()
          .takes(Argument.needed(Slot.POD))
          .flags(Flag.CONTAINER, Flag.NAMESPACE, Flag.TAIL, Flag.FOLLOW, Flag.JSON)
          .such("logs deploy/istiod -n istio-system", "logs deploy/istiod -n istio-system -f");
  public static final QueryRow DIFF =
      row("diff", Diffs::of)
          .takes(Argument.maybe(Slot.STEP))
          .flags(Flag.FILENAME, Flag.JSON)
          .such("diff", "diff 6", "diff -f slice.yaml");

  /** All of them. */
  public static final List<QueryRow> ALL =
      List.of(
          STATUS, HINT, EXPLAIN, VARS, TRACK, DIAGRAM, DNS, DRIFT, LEDGER, GET, DESCRIBE, LOGS,
          DIFF);

  /** The row of that name. */
  public static Optional<QueryRow> named(String name) {
    return ALL.stream().filter(row -> row.name().equals(name)).findFirst();
  }

  /** What is typed. */
  public String name() {
    return syntax.command();
  }

  private static QueryRow row(String name, Query query) {
    return new QueryRow(new Syntax(name, List.of(), List.of(), List.of()), false, query);
  }

  private QueryRow onObjects() {
    return new QueryRow(syntax, true, query);
  }

  private QueryRow takes(Argument... arguments) {
    return with(new Syntax(name(), List.of(arguments), syntax.flags(), syntax.examples()));
  }

  private QueryRow flags(Flag... flags) {
    return with(new Syntax(name(), syntax.arguments(), List.of(flags), syntax.examples()));
  }

  private QueryRow such(String... examples) {
    return with(new Syntax(name(), syntax.arguments(), syntax.flags(), List.of(examples)));
  }

  private QueryRow with(Syntax more) {
    return new QueryRow(more, objects, query);
  }
}
