package dev.egresstls.lab.shell.whatif;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import java.util.Optional;

/** Shows a what-if: on the cluster at hand, or on a practice cluster that is made for it. */
public final class WhatIfOutput {
  private final LaunchedRun opened;
  private final Sink sink;

  /**
   * Shows on what was opened.
   *
   * @param sink hears what happens on a cluster that is made for it
   */
  public WhatIfOutput(LaunchedRun opened, Sink sink) {
    this.opened = opened;
    this.sink = sink;
  }

  /**
   * Shows it.
   *
   * @param guess what the learner predicted, counted from 1
   * @throws dev.egresstls.lab.lab.LabFailure if it cannot be shown here, or cannot be done
   */
  public Experiments.Result show(Offer offer, Optional<Integer> guess) throws InterruptedException {
    offer
        .whyNot()
        .ifPresent(
            why -> {
              throw new Problem(
                      why.kind(),
                      say("shell.what-if.not-shown", offer.whatIf().id()),
                      Optional.of(why.what()),
                      why.tries(),
                      why.place())
                  .failure();
            });
    return offer.scratch().isPresent()
        ? onScratch(offer.whatIf(), offer.scratch().get(), guess)
        : new Experiments(opened.run()).run(offer.whatIf(), Optional.empty(), guess);
  }

  private Experiments.Result onScratch(WhatIf whatIf, String istio, Optional<Integer> guess)
      throws InterruptedException {
    String where = say("shell.what-if.where", istio);
    sink.accept(new Event.Trying(whatIf.id(), say("shell.what-if.prepare", istio)));
    try (LaunchedRun scratch =
        opened.scratch().open(istio, whatIf.requires().ipv6(), this::ofExperiments)) {
      LabRun run = scratch.run();
      doSteps(run);
      run.keepWatching();
      WhatIf there = run.lab().whatIf(whatIf.id()).orElseThrow();
      return new Experiments(run).run(there, Optional.of(where), guess);
    }
  }

  /** What the steps do there is of no interest. */
  private void ofExperiments(Event event) {
    boolean ofExperiment =
        event instanceof Event.Trying
            || event instanceof Event.Tried
            || event instanceof Event.Undone;
    if (ofExperiment) {
      sink.accept(event);
    }
  }

  private static void doSteps(LabRun run) throws InterruptedException {
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      if (!run.step(number)) {
        throw Problem.of(
                Problem.Kind.PRECONDITION,
                say("shell.what-if.step", number),
                "egresstls-lab run --yes --practice")
            .failure();
      }
    }
  }
}
