package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.objects.FieldNames;
import dev.egresstls.lab.check.SentTree;
import dev.egresstls.lab.engine.AnswerEvidence;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Teaching;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final WhatIfProof whatIfs;
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
    this.cases = new ProofCases(run.lab().track().id(), tools.places(run.lab()), cases);
    this.tools = tools;
    this.whatIfs = new WhatIfProof(run, opened.world(), this.cases);
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
    new OriginProof(run, cases).all();
    return proved;
  }

  /** What {@code try} showed of each what-if that was proved here. */
  public Map<String, String> tried() {
    return whatIfs.printed();
  }

  /**
   * Proves the faults of challenges.
   *
   * @param known those that were proved elsewhere; gets those that are proved here
   */
  public void faults(Set<String> known) throws InterruptedException {
    new FaultProof(run, cases).all(known);
  }

  /** Whether all steps hold, so that more can be proved. */
  public boolean whole() {
    return run.session().held() == run.session().total();
  }

  /**
   * Proves the quiz, once all is proved.
   *
   * @param tried what {@code try} showed of each what-if that was proved anywhere
   */
  public void quiz(Map<String, String> tried) throws InterruptedException {
    new QuizProof(opened, cases, tried).all();
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
    before(step, number);
    String[] at = {"steps", step.id()};
    if (!cases.tried(say("app.author.step", step.id()), at, () -> step(number, first))) {
      cases.skip(say("app.author.rest"), say("app.author.stopped", step.id()));
      return false;
    }
    cases.tried(say("app.author.fields", step.id()), at, () -> unknown(step, at));
    pages.step(step, cases);
    Optional<PredictionQuestion> asked = step.predict().filter(one -> one.shownBy().isEmpty());
    if (asked.isPresent()) {
      prediction(step, asked.get());
    }
    return true;
  }

  /** What is asked of the lab's own request before a step is done. */
  private void before(Step step, int number) throws InterruptedException {
    Optional<PredictionQuestion> asked = step.teaching().flatMap(Teaching::request);
    if (asked.isEmpty() || run.session().state(number) == StepState.HOLDS) {
      return;
    }
    String name = say("app.author.prediction.before", step.id());
    String[] at = {"steps", step.id(), "teach", "request"};
    List<Tree> seen = new ArrayList<>();
    cases.tried(
        say("app.author.request.before", step.id()),
        at,
        () -> {
          Proof sent = run.proof(true);
          Optional<String> address = sent.predicted().address();
          seen.add(SentTree.of(sent.sighting(), sent.predicted(), List.of(), address));
          return List.of();
        });
    if (!seen.isEmpty() && !asked.get().shows().isEmpty()) {
      OptionProof.of(cases, name, asked.get(), at, seen, run.vars());
    }
  }

  private void prediction(Step step, PredictionQuestion question) throws InterruptedException {
    String name = say("app.author.prediction", step.id());
    String[] at = {"steps", step.id(), "predict"};
    List<Tree> seen = new ArrayList<>();
    if (question.evidence().isPresent()) {
      Check check = question.evidence().get().check();
      cases.tried(
          say("app.author.evidence", step.id()),
          ProofCases.path(at, "evidence"),
          () -> {
            seen.addAll(AnswerEvidence.seen(run, check));
            return List.of();
          });
    }
    if (question.evidence().isEmpty() || !seen.isEmpty()) {
      OptionProof.of(cases, name, question, at, seen, run.vars());
    }
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
    String[] at = {"steps", step.id()};
    List<String> wrong = new ArrayList<>();
    if (run.changesAnything(number) || run.session().state(number) == StepState.HOLDS) {
      if (run.session().state(number) == StepState.HOLDS || run.look(number, false)) {
        wrong.add(cases.at(at, "check") + say("app.author.held", step.id()));
      }
      Set<String> before = met(List.of(run.reports().get(number - 1)));
      before.stream()
          .filter(first::contains)
          .forEach(
              one -> {
                String id = one.substring(one.indexOf('/') + 1);
                wrong.add(cases.at(at, "check", id) + say("app.author.cannot-fail", one));
              });
    }
    if (!run.step(number)) {
      wrong.addAll(cases.wrong(run.reports().get(number - 1)));
    }
    return wrong;
  }

  /** Fields of objects that there are not. */
  private List<String> unknown(Step step, String[] at) {
    List<String> unknown = new ArrayList<>();
    var resources = run.world().cluster().orElseThrow().resources();
    for (Check check : step.checks()) {
      if (check.probe() instanceof Probe.ResourceState object) {
        FieldNames.of(resources, run.vars().fill(object.apiVersion()), object.kind())
            .unknown(check.expect())
            .forEach(
                (path, what) ->
                    unknown.add(cases.at(at, "check", check.id(), "expect", path) + what));
      }
    }
    return unknown;
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
        whatIfs.of(offer.whatIf());
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
        whatIfs.of(whatIf);
        proved.add(whatIf.id());
      }
    }
  }
}
