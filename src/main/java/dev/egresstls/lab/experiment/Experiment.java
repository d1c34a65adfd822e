package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.PausedRun;
import dev.egresstls.lab.event.AttemptReport;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.ExperimentReport;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.explain.AssumedCause;
import dev.egresstls.lab.lab.Attempt;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Rollout;
import dev.egresstls.lab.world.WaitUntil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One what-if in progress, up to what was seen; what it changes is in its ledger. */
final class Experiment {
  private static final Duration HEARD = Duration.ofSeconds(10);
  private static final Duration ROLLED_OUT = Duration.ofSeconds(120);

  /** What the mesh view watches: a change of these is waited for until the watch has heard it. */
  private static final Set<String> WATCHED =
      Set.of(
          "Namespace",
          "Service",
          "EndpointSlice",
          "Deployment",
          "ConfigMap",
          "BackendTLSPolicy",
          "DestinationRule");

  private final LabRun run;
  private final LedgeredWorld world;
  private final PausedRun pausedRun;
  private final WhatIf whatIf;
  private final Vars vars;
  private final List<String> changes = new ArrayList<>();
  private final List<String> says = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  Experiment(LabRun run, LedgeredWorld world, WhatIf whatIf) throws InterruptedException {
    this.run = run;
    this.world = world;
    this.pausedRun = run.pausedRun();
    this.whatIf = whatIf;
    this.vars = AttemptSender.withAddresses(run.vars(), run.dns());
  }

  ExperimentReport report(Optional<String> where, Optional<Integer> guess)
      throws InterruptedException {
    for (Turn turn : whatIf.turns()) {
      change(turn);
    }
    AttemptSender sending = new AttemptSender(run, world, vars);
    List<AttemptReport> attempts = new ArrayList<>();
    Tree first = Tree.MISSING;
    for (Attempt attempt : whatIf.attempts()) {
      pausedRun.emit(new Event.Trying(whatIf.id(), say("experiment.send")));
      AttemptSender.Result result = sending.send(attempt);
      attempts.add(result.report());
      first = first.isMissing() ? result.seen() : first;
    }
    return new ExperimentReport(
        whatIf.id(),
        vars.show(whatIf.title()),
        where,
        changes,
        says,
        gaps,
        attempts,
        whatIf
            .predict()
            .flatMap(question -> guess.map(one -> AssumedCause.told(question, one, vars))),
        AttemptSender.told(vars, first).show(whatIf.say()));
  }

  private void change(Turn turn) throws InterruptedException {
    LedgeredResources resources = world.resources().orElseThrow();
    ChangeApplier changer = new ChangeApplier(resources, vars);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    for (Changed changed : turn.change().match(changer)) {
      changes.add(changed.text());
      pausedRun.emit(new Event.Trying(whatIf.id(), changed.text()));
      heard(resources, changed);
    }
    for (Finding finding : pausedRun.await(turn.until(), vars)) {
      gaps.addAll(finding.verdict().gaps());
      if (!finding.verdict().says().isEmpty()) {
        says.add(finding.verdict().says());
      }
    }
  }

  /** Waits until the watches have heard of a change, and a Deployment has followed it. */
  private void heard(Resources resources, Changed changed) throws InterruptedException {
    if (!WATCHED.contains(changed.ref().kind())) {
      return;
    }
    boolean rollout = changed.ref().kind().equals("Deployment") && !changed.now().isMissing();
    WaitUntil.until(resources, rollout ? ROLLED_OUT : HEARD, () -> isHeard(changed, rollout));
  }

  private boolean isHeard(Changed changed, boolean rollout) throws InterruptedException {
    List<Tree> objects = run.mesh().objects();
    return changed.isSeenIn(objects)
        && (!rollout
            || objects.stream()
                .filter(one -> one.at("metadata.name").text("").equals(changed.ref().name()))
                .filter(one -> one.get("kind").text("").equals("Deployment"))
                .anyMatch(Rollout::done));
  }
}
