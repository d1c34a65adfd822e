package dev.egresstls.lab.cli.run;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.change.CauseFix;
import dev.egresstls.lab.app.change.MeshConsent;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.query.CauseQuery;
import dev.egresstls.lab.app.query.ChangeDocuments;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.lab.Problem;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fix}: fixes the cause that {@code why} names. */
@Command(
    name = "fix",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.fix.summary}", "${bundle:cli.fix.more}"})
public final class FixCommand extends ChangeCommand {
  @Option(
      names = {"-y", "--yes"},
      description = "${bundle:cli.fix.yes}")
  private boolean yes;

  @Option(names = MeshConsent.OPTION, description = "${bundle:cli.option.allow-mesh-wide}")
  private boolean allowMeshWide;

  @Parameters(
      arity = "0..1",
      paramLabel = "STEP",
      description = "${bundle:cli.option.failing-step}")
  private String step;

  /** The command for a process. */
  public FixCommand(AppContext app) {
    super(app);
  }

  @Override
  void refuse(ChosenLaunch launch) {
    if (step != null) {
      StepNumber.of(launch.banner().lab(), step);
    }
    refuse();
  }

  @Override
  void refuse() {
    if (!yes && !app.here().terminal()) {
      throw Problem.of(
              Problem.Kind.USAGE, say("cli.consent.fix"), agreed(), say("cli.consent.fix.try"))
          .failure();
    }
  }

  @Override
  int change(LaunchedRun opened) throws InterruptedException {
    return settled(opened, "fix", () -> fixed(opened));
  }

  private int fixed(LaunchedRun opened) throws InterruptedException {
    CauseQuery query = CauseQuery.checking(opened.run(), Optional.ofNullable(step));
    Answer why = query.answer(opened, false);
    user().print(why);
    Optional<TrueCause> cause = query.first();
    if (cause.isEmpty()) {
      int code = query.holds() ? 0 : 1;
      document(() -> ChangeDocuments.fix(opened, why, query.number(), cause, code));
      return code;
    }
    CauseFix fix = new CauseFix(opened, query.number(), cause.get());
    boolean asked = fix.agree(user(), allowMeshWide);
    if (!yes && !asked && !user().agrees(say("cli.consent.fix.ask"))) {
      return Problem.Kind.UNSAFE.exitCode();
    }
    tell();
    int code = fix.run();
    document(() -> ChangeDocuments.fix(opened, why, query.number(), cause, code));
    return code;
  }
}
