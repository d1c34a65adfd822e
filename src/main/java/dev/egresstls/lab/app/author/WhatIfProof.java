package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.AnswerEvidence;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.AttemptReport;
import dev.egresstls.lab.event.ExperimentReport;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.lab.Attempt;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.ledger.drift.Snapshot;
import dev.egresstls.lab.ledger.drift.SnapshotReader;
import dev.egresstls.lab.render.ExperimentLines;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a what-if behaves as its author and the path model say, makes a difference, shows the
 * answers that it should, and leaves nothing behind.
 */
final class WhatIfProof {
  private static final int COLUMNS = 100;
  private static final String REQUESTS = "requests";

  private final LabRun run;
  private final World world;
  private final ProofCases cases;
  private final Map<List<String>, Tree> undisturbed = new HashMap<>();
  private final Map<String, String> printed = new HashMap<>();

  WhatIfProof(LabRun run, World world, ProofCases cases) {
    this.run = run;
    this.world = world;
    this.cases = cases;
  }

  /** What {@code try} showed of each, in one line. */
  Map<String, String> printed() {
    return printed;
  }

  /** Proves one. */
  void of(WhatIf whatIf) throws InterruptedException {
    String[] at = path(whatIf);
    List<List<Tree>> seen = new ArrayList<>();
    cases.tried(say("app.author.what-if", whatIf.id()), at, () -> wrong(whatIf, at, seen));
    if (seen.isEmpty()) {
      return; // what stopped it was said
    }
    Vars vars = new Experiments(run).vars();
    Optional<PredictionQuestion> own = whatIf.predict();
    if (own.isPresent()) {
      String name = say("app.author.prediction.what-if", whatIf.id());
      options(name, own.get(), ProofCases.path(at, "predict"), seen.get(0), vars);
    }
    for (Step step : run.lab().steps()) {
      Optional<PredictionQuestion> shown =
          step.predict().filter(one -> one.shownBy().equals(Optional.of(whatIf.id())));
      if (shown.isPresent()) {
        String name = say("app.author.prediction", step.id());
        String[] question = {"steps", step.id(), "predict"};
        options(name, shown.get(), question, List.of(seen.get(1).get(0)), vars);
      }
    }
  }

  private void options(
      String name, PredictionQuestion question, String[] at, List<Tree> seen, Vars vars)
      throws InterruptedException {
    if (!question.shows().isEmpty()) {
      OptionProof.of(cases, name, question, at, seen, vars);
    }
  }

  private String[] path(WhatIf whatIf) {
    String step =
        run.lab().steps().stream()
            .filter(one -> one.whatIfs().contains(whatIf))
            .map(Step::id)
            .findFirst()
            .orElse("");
    return new String[] {"steps", step, "whatIf", whatIf.id()};
  }

  private List<String> wrong(WhatIf whatIf, String[] at, List<List<Tree>> seen)
      throws InterruptedException {
    Optional<Boolean> same =
        whatIf.turns().isEmpty() ? Optional.empty() : Optional.of(same(whatIf));
    Snapshot before = snapshot();
    Experiments.Result result =
        new Experiments(run)
            .run(
                whatIf,
                Optional.empty(),
                Optional.empty(),
                requests -> {
                  seen.add(evidence(whatIf, requests, true));
                  seen.add(List.of(sent(requests)));
                });
    printed.put(whatIf.id(), text(result.report()));
    List<String> wrong = new ArrayList<>();
    result.report().gaps().forEach(gap -> wrong.add(cases.at(at, "do") + ProofCases.sentence(gap)));
    List<AttemptReport> attempts = result.report().attempts();
    for (int i = 0; i < attempts.size(); i++) {
      wrong.addAll(wrong(attempts.get(i), ProofCases.path(at, REQUESTS, String.valueOf(i))));
    }
    if (!result.back().whole()) {
      wrong.add(cases.at(at, "do") + say("app.author.not-undone"));
    }
    DriftProof.between(before, snapshot())
        .differences()
        .forEach(one -> wrong.add(cases.at(at, "do") + say("app.author.drift", one.object())));
    if (same.isPresent() && same.get() != whatIf.sameOutcome()) {
      wrong.add(
          same.get()
              ? cases.at(at, "do") + say("app.author.no-difference")
              : cases.at(at, "sameOutcome") + say("app.author.difference"));
    }
    return wrong;
  }

  private List<String> wrong(AttemptReport attempt, String[] at) {
    List<String> wrong = new ArrayList<>();
    if (attempt.prediction()) {
      return wrong;
    }
    attempt
        .gaps()
        .forEach(gap -> wrong.add(cases.at(at, "expect", gap.path()) + ProofCases.sentence(gap)));
    attempt.rows().stream()
        .filter(row -> !row.same())
        .forEach(
            row ->
                wrong.add(
                    cases.at(at)
                        + say(
                            "cli.junit.gap",
                            say("app.author.way"),
                            row.title(),
                            row.predicted(),
                            row.seen())));
    return wrong;
  }

  /** Whether all that is predicted is so without the changes, too. */
  private boolean same(WhatIf whatIf) throws InterruptedException {
    Vars vars = new Experiments(run).vars();
    List<Tree> requests = new ArrayList<>();
    boolean same = true;
    for (Attempt attempt : whatIf.attempts()) {
      Tree tree = undisturbed(attempt);
      requests.add(tree.isMissing() ? Tree.object() : tree);
      same &=
          tree.isPresent() && OptionProof.whyNot(attempt.expect(), List.of(tree), vars).isEmpty();
    }
    Map<String, Expectation> right =
        whatIf.predict().map(one -> one.shows(one.answer())).orElse(Map.of());
    return same
        && (right.isEmpty()
            || OptionProof.whyNot(right, evidence(whatIf, requests, false), vars).isEmpty());
  }

  private Tree undisturbed(Attempt attempt) throws InterruptedException {
    List<String> key = new ArrayList<>(attempt.argv());
    key.add(attempt.deployment().orElse(""));
    if (!undisturbed.containsKey(key)) {
      undisturbed.put(key, new Experiments(run).undisturbed(attempt));
    }
    return undisturbed.get(key);
  }

  /**
   * What the options of its own question are compared with.
   *
   * @param waits whether to wait for what the right one says
   */
  private List<Tree> evidence(WhatIf whatIf, List<Tree> requests, boolean waits)
      throws InterruptedException {
    Optional<Check> check =
        whatIf
            .predict()
            .flatMap(PredictionQuestion::evidence)
            .map(PredictionQuestion.Evidence::check);
    return check.isEmpty()
        ? List.of(sent(requests))
        : AnswerEvidence.seen(run, lookedAt(check.get(), waits)).stream()
            .map(tree -> tree.with(REQUESTS, requests))
            .toList();
  }

  /** The same check without what it expects of requests, which nobody can wait for. */
  private static Check lookedAt(Check check, boolean waits) {
    Map<String, Expectation> expect = new LinkedHashMap<>(check.expect());
    expect.keySet().removeIf(path -> path.startsWith(REQUESTS));
    Duration within = waits ? check.within() : Duration.ZERO;
    return new Check(
        check.id(),
        check.says(),
        check.probe(),
        expect.isEmpty() ? check.expect() : expect,
        expect.isEmpty() ? Duration.ZERO : within);
  }

  private static Tree sent(List<Tree> requests) {
    return requests.get(0).with(REQUESTS, requests);
  }

  /** What the prompt shows that was observed: what is predicted and explained shows nothing. */
  private static String text(ExperimentReport report) {
    ExperimentReport bare =
        new ExperimentReport(
            report.id(),
            report.title(),
            report.where(),
            report.changes(),
            report.says(),
            report.gaps(),
            report.attempts().stream()
                .map(
                    one ->
                        new AttemptReport(
                            one.says(), one.command(), List.of(), "", one.rows(), one.gaps()))
                .toList(),
            Optional.empty(),
            "");
    return PrintedText.of(new ExperimentLines(Theme.PLAIN, COLUMNS).tried(bare));
  }

  private Snapshot snapshot() throws InterruptedException {
    Set<String> near = Set.of(run.vars().namespace(), "istio-system");
    var resources = run.world().cluster().orElseThrow().resources();
    return new SnapshotReader(resources, near).read(world.clock().now());
  }
}
