package dev.egresstls.lab.cli.undo;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.AppContext;
import dev.egresstls.lab.cli.Leftovers;
import dev.egresstls.lab.cli.Permission;
import dev.egresstls.lab.cli.ProcessContext;
import dev.egresstls.lab.cli.Selection;
import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.report.Output;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Items;
import dev.egresstls.lab.ledger.Items.Item;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.console.Consoles;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.shell.undo.LedgerLines;
import dev.egresstls.lab.shell.undo.UndoChoice;
import dev.egresstls.lab.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Shows the ledger of a cluster, or undoes what is in it. */
final class Changes {
  private static final int WITHOUT_TERMINAL = 120;

  private final ProcessContext here;
  private final Theme theme;
  private final ChosenLaunch launch;

  /** Opens nothing yet. */
  Changes(AppContext app, Selection selection) {
    this.here = app.here();
    this.theme = here.theme(selection.colour());
    this.launch = ChosenLaunch.unattended(selection.choice(), app.worlds(), app.catalog());
  }

  /** Gives the exit code: 3 if the ledger is damaged. */
  int show(Output output) throws InterruptedException {
    try (LaunchedRun opened = launch.open(banner -> {}, event -> {})) {
      Items items = opened.run().world().ledger().items();
      opened.run().world().unassigned().ifPresent(here.err()::println);
      if (output == Output.JSON) {
        byte[] json =
            (Json.pretty(LedgerDocument.of(items)) + "\n").getBytes(StandardCharsets.UTF_8);
        here.out().write(json, 0, json.length);
        here.out().flush();
      } else {
        print(LedgerLines.list(items));
      }
      return items.damage().map(problem -> problem.kind().exitCode()).orElse(0);
    }
  }

  private void print(List<Line> lines) {
    int columns = here.terminal() ? Consoles.columnsOfTerminal(here.charset()) : WITHOUT_TERMINAL;
    new Layout(theme, columns).rows(lines).forEach(here.out()::println);
    here.out().flush();
  }

  /** Gives the exit code: that of the first change that could not be undone. */
  int undo(boolean all, Optional<String> step, boolean planOnly, boolean agreed)
      throws InterruptedException {
    try (LaunchedRun opened = launch.open(banner -> {}, here::warned)) {
      LabRun run = opened.run();
      OptionalInt number =
          step.isPresent()
              ? OptionalInt.of(StepNumber.of(run.lab(), step.get()))
              : OptionalInt.empty();
      run.world().unassigned().ifPresent(here.err()::println);
      UndoChoice choice = new UndoChoice(all, number);
      Ledger ledger = run.world().ledger();
      List<Item> plan = choice.plan(ledger.items());
      if (planOnly || plan.isEmpty() && ledger.items().damage().isEmpty()) {
        Optional<Problem> damage = ledger.items().damage();
        print(LedgerLines.plan(plan, damage));
        return damage.map(problem -> problem.kind().exitCode()).orElse(0);
      }
      refuseUnsafe(opened);
      if (!agreed && !agrees(plan)) {
        return Problem.Kind.UNSAFE.exitCode();
      }
      UndoChoice.Undone undone = undone(run, choice);
      print(LedgerLines.report(theme, undone));
      print(choice.proof(run, undone));
      return undone.code();
    }
  }

  /** Other processes first, since nobody but this machine knows of them; then other labs. */
  private static UndoChoice.Undone undone(LabRun run, UndoChoice choice) {
    AutoCloseable held = run.world().ledger().hold(say("ledger.undo"));
    try {
      run.pausedRun().hold();
      return choice.undo(run.world().ledger());
    } finally {
      Leftovers.letGo(held);
    }
  }

  private void refuseUnsafe(LaunchedRun opened) {
    LabRun run = opened.run();
    Optional<Problem> needed = Consent.needed(opened.world().cluster(), run.lab(), run.vars());
    Permission.require(here, opened, needed);
  }

  private boolean agrees(List<Item> plan) {
    print(LedgerLines.plan(plan, Optional.empty()));
    return here.answersYes(say("cli.consent.undo.ask"));
  }
}
