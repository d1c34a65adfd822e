package dev.egresstls.lab.cli.tries;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Leftovers;
import dev.egresstls.lab.cli.Permission;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.cli.report.PlainSink;
import dev.egresstls.lab.event.Event;
import dev.egresstls.lab.event.Sink;
import dev.egresstls.lab.event.UndoneReport;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.Offer;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.text.ColourChoice;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.Checkup;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.MeshConsent;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.shell.whatif.OfferLines;
import dev.egresstls.lab.shell.whatif.WhatIfOutput;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Lists what-ifs, or does one. */
final class Trying {
  private static final int WITHOUT_TERMINAL = 100;

  private final ProcessContext here;
  private final Output output;
  private final boolean yes;
  private final boolean meshWide;
  private final Selection selection;
  private final Theme theme;
  private final ChosenLaunch launch;
  private final Sink sink;

  /**
   * Opens nothing yet.
   *
   * @param yes whether the user has agreed beforehand
   * @param meshWide whether the user has agreed to change Istio for others, too
   */
  Trying(AppContext app, Selection selection, Output output, boolean yes, boolean meshWide) {
    this.meshWide = meshWide;
    this.here = app.here();
    this.output = output;
    this.yes = yes;
    this.selection = selection;
    this.theme = here.theme(selection.colour());
    this.launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
    Sink plain = new PlainSink(here.out(), theme);
    this.sink =
        event -> {
          boolean ofExperiment = event instanceof Event.Tried || event instanceof Event.Undone;
          here.warned(event);
          if (ofExperiment && output == Output.TABLE) {
            plain.accept(event);
          }
        };
  }

  int run(Optional<String> id) throws InterruptedException, IOException {
    try (LaunchedRun opened = launch.open(banner -> {}, sink)) {
      Experiments experiments = new Experiments(opened.run());
      if (id.isEmpty()) {
        list(experiments.offers(), opened);
        return 0;
      }
      return id.get().equals("back")
          ? back(experiments, opened)
          : one(experiments, opened, id.get());
    }
  }

  private void list(List<Offer> offers, LaunchedRun opened) {
    if (output == Output.JSON) {
      json(ExperimentDocument.list(offers, opened.run().vars()));
      return;
    }
    int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : WITHOUT_TERMINAL;
    new Layout(theme, columns)
        .rows(OfferLines.of(offers, opened.run().vars(), columns))
        .forEach(row -> here.out().println(row));
    here.out().flush();
  }

  private void json(Tree document) {
    byte[] bytes = (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
    here.out().write(bytes, 0, bytes.length);
    here.out().flush();
  }

  private int back(Experiments experiments, LaunchedRun opened) throws InterruptedException {
    if (experiments.leftBehind().isPresent()) {
      Permission.require(
          here,
          opened,
          Consent.needed(opened.world().cluster(), opened.run().lab(), opened.run().vars()));
    }
    Optional<UndoneReport> report = experiments.undoLeftovers();
    if (output == Output.JSON) {
      json(ExperimentDocument.back(report));
    } else if (report.isEmpty()) {
      here.out().println(say("cli.try.nothing-left"));
    }
    return report.map(Trying::code).orElse(0);
  }

  private static int code(UndoneReport report) {
    return report.failed().stream()
        .findFirst()
        .map(problem -> problem.kind().exitCode())
        .orElse(report.whole() ? 0 : 1);
  }

  private int one(Experiments experiments, LaunchedRun opened, String id)
      throws InterruptedException, IOException {
    Offer offer = experiments.evenNow(experiments.offer(id));
    WhatIfOutput showing = new WhatIfOutput(opened, sink);
    boolean changes = offer.scratch().isEmpty() && !offer.whatIf().turns().isEmpty();
    if (!changes || offer.whyNot().isPresent()) {
      if (changes) {
        refuseUnsafe(opened, offer.whatIf());
      }
      return shown(experiments, showing, offer);
    }
    AutoCloseable held = Leftovers.settle(opened, "try " + id, here, selection);
    try {
      new Layout(here.theme(ColourChoice.NEVER), WITHOUT_TERMINAL)
          .rows(Checkup.beforeTry(opened, offer.whatIf()))
          .forEach(here.err()::println);
      refuseUnsafe(opened, offer.whatIf());
      requireMeshConsent(opened, offer.whatIf());
      if (!yes && !agreed(opened, offer.whatIf())) {
        return Problem.Kind.UNSAFE.exitCode();
      }
      return shown(experiments, showing, offer);
    } finally {
      Leftovers.letGo(held);
    }
  }

  private int shown(Experiments experiments, WhatIfOutput showing, Offer offer)
      throws InterruptedException {
    if (offer.scratch().isEmpty()) {
      experiments.sendFirst();
    }
    Experiments.Result result = showing.show(offer, Optional.empty());
    int code = result.good() ? 0 : Math.max(1, code(result.back()));
    if (output == Output.JSON) {
      json(ExperimentDocument.of(result, code));
    }
    return code;
  }

  private void refuseUnsafe(LaunchedRun opened, WhatIf whatIf) {
    Optional<Problem> needed = Consent.needed(opened.world().cluster(), whatIf);
    Permission.require(here, opened, needed);
  }

  private void requireMeshConsent(LaunchedRun opened, WhatIf whatIf) throws IOException {
    boolean asks = whatIf.meshWide() && !meshWide;
    Optional<Problem> needed = asks ? MeshConsent.toTry(opened, whatIf.id()) : Optional.empty();
    if (needed.isEmpty()) {
      return;
    }
    if (yes || !here.terminal()) {
      throw needed.get().failure();
    }
    here.err().println(needed.get().what());
    if (!typedYes(say("shell.mesh.ask") + " ")) {
      throw needed.get().failure();
    }
  }

  private boolean agreed(LaunchedRun opened, WhatIf whatIf) throws IOException {
    boolean practice =
        opened.world().cluster().map(cluster -> cluster.facts().practice()).orElse(false);
    if (practice) {
      return true;
    }
    if (!here.terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.consent.try", whatIf.id()),
              "try " + whatIf.id() + " --yes",
              say("cli.consent.try.try", whatIf.id()))
          .failure();
    }
    return typedYes(say("cli.consent.try.ask"));
  }

  private boolean typedYes(String question) throws IOException {
    here.err().print(question);
    here.err().flush();
    StringBuilder typed = new StringBuilder();
    for (int c = here.in().read(); c >= 0 && c != '\n'; c = here.in().read()) {
      typed.append((char) c);
    }
    return typed.toString().strip().equalsIgnoreCase("yes");
  }
}
