package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.AnswerEvidence;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.ledger.drift.Snapshot;
import dev.egresstls.lab.ledger.drift.SnapshotReader;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Proves a lab on one cluster: every step fails before it is done and holds after it, every check
 * was seen failing, each what-if behaves as its author says and leaves nothing behind, and what
 * shows the answer of a prediction is there.
 */
public final class LabProof {
  private final LaunchedRun opened;
  private final LabRun run;
  private final ProofCases cases;
  private final PageTools tools;
  private final Set<String> elsewhere = new LinkedHashSet<>();
  private final Set<String> proved = new LinkedHashSet<>();

  /**
   * A proof in an open run.
   *
   * @param tools what the commands of the lab's pages are run with
   * @param cases gets each result as soon as it is known
   */
  public LabProof(LaunchedRun opened, PageTools tools, Consumer<ProofCase> cases) {
    this.opened = opened;
    this.run = opened.run();
    this.cases = new ProofCases(run.lab().track().id(), cases);
    this.tools = tools;
  }

  /**
   * Proves everything that this cluster can show.
   *
   * @return the ids of the what-ifs that were proved
   */
  public Set<String> all() throws InterruptedException {
    Set<String> first = met(run.reports());
    try (PageRunner runner = tools.runner(opened)) {
      PageProof pages = new PageProof(run.lab(), run::vars, tools.blocks(run.lab()), runner);
      for (int number = 1; number <= run.lab().steps().size(); number++) {
        if (!proved(number, first, pages)) {
          return proved;
        }
      }
      pages.production(cases);
      pages.elsewhere().forEach(place -> elsewhere.add(place.toString()));
    }
    whatIfs();
    return proved;
  }

  /** Places of blocks of {@code console} that were compared with nothing. */
  public Set<String> elsewhere() {
    return elsewhere;
  }

  private boolean proved(int number, Set<String> first, PageProof pages)
      throws InterruptedException {
    Step step = run.lab().steps().get(number - 1);
    if (step.createsCluster() && opened.world().mode() == World.Mode.LIVE) {
      // Of a cluster that was named nobody can see what is before it.
      cases.skip(say("app.author.step", step.id()), say("app.author.there-before"));
      return true;
    }
    if (!cases.tried(say("app.author.step", step.id()), () -> step(number, first))) {
      cases.skip(say("app.author.rest"), say("app.author.stopped", step.id()));
      return false;
    }
    pages.step(step, cases);
    Optional<PredictionQuestion.Evidence> evidence =
        step.predict().flatMap(PredictionQuestion::evidence);
    if (evidence.isPresent()) {
      cases.tried(say("app.author.prediction", step.id()), () -> shown(evidence.get()));
    }
    return true;
  }

  /** The checks that hold, as {@code step/check}. */
  private static Set<String> met(List<StepReport> reports) {
    Set<String> met = new LinkedHashSet<>();
    for (StepReport report : reports) {
      report.verdicts().stream()
          .filter(Verdict::met)
          .forEach(one -> met.add(report.step().id() + "/" + one.checkId()));
    }
    return met;
  }

  private List<String> step(int number, Set<String> first) throws InterruptedException {
    Step step = run.lab().steps().get(number - 1);
    List<String> wrong = new ArrayList<>();
    if (run.changesAnything(number) || run.session().state(number) == StepState.HOLDS) {
      if (run.session().state(number) == StepState.HOLDS || run.look(number, false)) {
        wrong.add(say("app.author.held", step.id()));
      }
      Set<String> before = met(List.of(run.reports().get(number - 1)));
      before.stream()
          .filter(first::contains)
          .forEach(one -> wrong.add(say("app.author.cannot-fail", one)));
    }
    if (!run.step(number)) {
      wrong.addAll(ProofCases.wrong(run.reports().get(number - 1)));
    }
    return wrong;
  }

  /** What shows the answer of a prediction. */
  private List<String> shown(PredictionQuestion.Evidence evidence) throws InterruptedException {
    AnswerEvidence found = AnswerEvidence.of(run, evidence);
    if (found.met()) {
      return List.of();
    }
    if (found.problem().isPresent()) {
      return List.of(ProofCases.sentence(found.problem().get()));
    }
    return evidence.check().probe() instanceof Probe.ResourceState kind && found.gaps().isEmpty()
        ? List.of(say("app.author.there", kind.kind()))
        : found.gaps().stream().map(ProofCases::sentence).toList();
  }

  private Resources resources() {
    return run.world().cluster().orElseThrow().resources();
  }

  private void whatIfs() throws InterruptedException {
    for (Offer offer : new Experiments(run).offers()) {
      if (offer.scratch().isPresent()) {
        continue;
      }
      String name = say("app.author.what-if", offer.whatIf().id());
      Optional<Problem> whyNot = offer.whyNot();
      if (whyNot.isPresent()) {
        cases.skip(name, ProofCases.sentence(whyNot.get()));
      } else {
        cases.tried(name, () -> whatIf(offer.whatIf()));
        proved.add(offer.whatIf().id());
      }
    }
  }

  /** Does what-ifs alone, on a cluster that was made for them. */
  public void whatIfs(Set<String> ids) throws InterruptedException {
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      run.step(number);
    }
    for (WhatIf whatIf : run.lab().whatIfs()) {
      if (ids.contains(whatIf.id())) {
        cases.tried(say("app.author.what-if", whatIf.id()), () -> whatIf(whatIf));
        proved.add(whatIf.id());
      }
    }
  }

  private List<String> whatIf(WhatIf whatIf) throws InterruptedException {
    Snapshot before = snapshot();
    Experiments.Result result =
        new Experiments(run).run(whatIf, Optional.empty(), Optional.empty());
    List<String> wrong = new ArrayList<>();
    result.report().gaps().forEach(gap -> wrong.add(ProofCases.sentence(gap)));
    result.report().attempts().stream()
        .filter(one -> !one.prediction())
        .forEach(
            one -> {
              one.gaps().forEach(gap -> wrong.add(ProofCases.sentence(gap)));
              one.rows().stream()
                  .filter(row -> !row.same())
                  .forEach(
                      row ->
                          wrong.add(
                              say(
                                  "cli.junit.gap",
                                  say("app.author.way"),
                                  row.title(),
                                  row.predicted(),
                                  row.seen())));
            });
    if (!result.back().whole()) {
      wrong.add(say("app.author.not-undone"));
    }
    DriftProof.between(before, snapshot())
        .differences()
        .forEach(one -> wrong.add(say("app.author.drift", one.object())));
    return wrong;
  }

  private Snapshot snapshot() throws InterruptedException {
    Set<String> near = Set.of(run.vars().namespace(), "istio-system");
    return new SnapshotReader(resources(), near).read(opened.world().clock().now());
  }
}
