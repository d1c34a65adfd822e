package dev.egresstls.lab.cli.run;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.change.ExperimentDocument;
import dev.egresstls.lab.app.change.MeshConsent;
import dev.egresstls.lab.app.change.WhatIfRun;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Problem;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code try}: a what-if, done and undone, without a prompt. */
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.try.summary}", "${bundle:cli.try.more}", "${bundle:cli.try.exit}"})
public final class TryCommand extends ChangeCommand {
  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.try.yes}")
  private boolean yes;

  @Option(names = MeshConsent.OPTION, description = "${bundle:cli.option.allow-mesh-wide}")
  private boolean allowMeshWide;

  @Parameters(arity = "0..1", paramLabel = "ID", description = "${bundle:cli.try.id}")
  private String id;

  /** The command for a process. */
  public TryCommand(AppContext app) {
    super(app);
  }

  /** Whether something is changed is only known of the cluster and the what-if. */
  @Override
  void refuse() {}

  @Override
  int change(LaunchedRun opened) throws InterruptedException {
    tell(sink());
    if (id == null) {
      return list(opened);
    }
    return id.equals("back") ? back(opened) : one(opened);
  }

  /** Of all that happens, what the what-if itself has to say. */
  private Sink sink() {
    if (json() || quiet()) {
      return app.here()::warned;
    }
    Sink plain = new PlainSink(app.here().out(), app.here().theme(selection.colour()));
    return event -> {
      app.here().warned(event);
      if (event instanceof Event.Tried || event instanceof Event.Undone) {
        plain.accept(event);
      }
    };
  }

  @Override
  void tellOfLeftovers() {
    tell(sink());
  }

  private int list(LaunchedRun opened) throws InterruptedException {
    Answer offers = WhatIfRun.offers(opened, Optional.empty());
    if (json()) {
      document(offers.document().orElseThrow());
    } else {
      user().print(offers);
    }
    return 0;
  }

  private int back(LaunchedRun opened) throws InterruptedException {
    Optional<UndoneReport> report = WhatIfRun.undoLeftovers(opened, user());
    document(() -> ExperimentDocument.back(report));
    if (!json() && report.isEmpty() && !quiet()) {
      app.here().out().println(say("cli.try.nothing-left"));
    }
    return report.map(TryCommand::code).orElse(0);
  }

  private static int code(UndoneReport report) {
    return report.failed().stream()
        .findFirst()
        .map(problem -> problem.kind().exitCode())
        .orElse(report.whole() ? 0 : 1);
  }

  private int one(LaunchedRun opened) throws InterruptedException {
    Experiments experiments = new Experiments(opened.run());
    Offer asked = experiments.offer(id);
    // Nobody is here to see that it would run on another cluster than the one that was named.
    Offer offer = opened.world().fleeting() ? experiments.evenNow(asked) : asked;
    return offer.whyNot().isEmpty() && WhatIfRun.changes(offer)
        ? settled(opened, "try " + id, () -> agreed(opened, experiments, offer))
        : agreed(opened, experiments, offer);
  }

  private int agreed(LaunchedRun opened, Experiments experiments, Offer offer)
      throws InterruptedException {
    WhatIfRun run = new WhatIfRun(opened, sink());
    WhatIfRun.Agreed agreed = run.agree(offer, user(), allowMeshWide);
    if (WhatIfRun.changes(agreed.offer()) && !yes && !agreed.asked() && !agrees(opened)) {
      return Problem.Kind.UNSAFE.exitCode();
    }
    tell(sink());
    return shown(run, experiments, agreed.offer());
  }

  private int shown(WhatIfRun run, Experiments experiments, Offer offer)
      throws InterruptedException {
    if (offer.scratch().isEmpty()) {
      experiments.sendFirst();
    }
    Experiments.Result result = run.run(offer, Optional.empty());
    int code = result.good() ? 0 : Math.max(1, code(result.back()));
    document(() -> ExperimentDocument.of(result, code));
    return code;
  }

  private boolean agrees(LaunchedRun opened) throws InterruptedException {
    if (opened.world().fleeting()) {
      return true;
    }
    if (!app.here().terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.consent.try", id),
              agreed(),
              say("cli.consent.try.try", id))
          .failure();
    }
    return user().agrees(say("cli.consent.try.ask"));
  }
}
