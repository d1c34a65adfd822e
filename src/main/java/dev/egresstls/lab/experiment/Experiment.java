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
import dev.egresstls.lab.ledger.LedgeredWorld;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** One what-if in progress, up to what was seen; what it changes is in its ledger. */
final class Experiment {
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

  ExperimentReport report(Experiments.Shown shown) throws InterruptedException {
    for (Turn turn : whatIf.turns()) {
      change(turn);
    }
    AttemptSender sending = new AttemptSender(run, world, vars);
    List<AttemptReport> attempts = new ArrayList<>();
    List<Tree> seen = new ArrayList<>();
    for (Attempt attempt : whatIf.attempts()) {
      pausedRun.emit(new Event.Trying(whatIf.id(), say("experiment.send")));
      AttemptSender.Result result = sending.send(attempt);
      attempts.add(result.report());
      seen.add(result.seen());
    }
    shown.onlooker().look(List.copyOf(seen));
    return new ExperimentReport(
        whatIf.id(),
        vars.show(whatIf.title()),
        shown.where(),
        changes,
        says,
        gaps,
        attempts,
        whatIf
            .predict()
            .flatMap(question -> shown.guess().map(one -> AssumedCause.told(question, one, vars))),
        AttemptSender.told(vars, seen.get(0)).show(whatIf.say()));
  }

  private void change(Turn turn) throws InterruptedException {
    ChangeMaker maker =
        new ChangeMaker(
            run,
            world,
            vars,
            changed -> {
              changes.add(changed.text());
              pausedRun.emit(new Event.Trying(whatIf.id(), changed.text()));
            });
    for (Finding finding : maker.make(turn)) {
      gaps.addAll(finding.verdict().gaps());
      if (!finding.verdict().says().isEmpty()) {
        says.add(finding.verdict().says());
      }
    }
  }
}
