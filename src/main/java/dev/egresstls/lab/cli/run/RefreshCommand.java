package dev.egresstls.lab.cli.run;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.change.SliceRefresh;
import dev.egresstls.lab.app.change.StepRun;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.query.ChangeDocuments;
import dev.egresstls.lab.app.query.PreparedPractice;
import dev.egresstls.lab.engine.drift.Refresh;
import dev.egresstls.lab.lab.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code refresh}: writes the slice again with what DNS says now. */
@Command(
    name = "refresh",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.refresh.summary}", "${bundle:cli.refresh.more}"})
public final class RefreshCommand extends ChangeCommand {
  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.refresh.yes}")
  private boolean yes;

  /** The command for a process. */
  public RefreshCommand(AppContext app) {
    super(app);
  }

  @Override
  void refuse() {
    if (!yes) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.consent.refresh"),
              agreed(),
              say("cli.consent.refresh.try"))
          .failure();
    }
  }

  @Override
  int change(LaunchedRun opened) throws InterruptedException {
    PreparedPractice.beforeRequest(opened);
    return settled(opened, "refresh", () -> refreshed(opened));
  }

  private int refreshed(LaunchedRun opened) throws InterruptedException {
    Refresh refresh = SliceRefresh.run(opened, user());
    tell();
    int last = opened.run().session().total();
    int code = StepRun.check(opened.run(), refresh.firstStep(), last).isEmpty() ? 0 : 1;
    document(() -> ChangeDocuments.refresh(opened, refresh, code));
    return code;
  }
}
