package dev.egresstls.lab.cli.classroom;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.change.Consent;
import dev.egresstls.lab.app.classroom.ClassCheck;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.cli.option.Printing;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code class check}: before the day. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.class.check.summary}", "${bundle:cli.class.check.more}"})
public final class ClassCheckCommand extends TrainerCommand {
  @Mixin private Printing printing = new Printing();

  @Option(names = "--bundle", paramLabel = "DIR", description = "${bundle:cli.class.check.folder}")
  private Path bundle;

  /** The command for a process. */
  public ClassCheckCommand(AppContext app) {
    super(app);
  }

  @Override
  int on(LaunchedRun opened) throws InterruptedException {
    Consent.require(opened, user());
    ClassCheck check = new ClassCheck(app, opened, course);
    return printing.print(
        check.answer(Optional.ofNullable(bundle)), app.here(), selection.colour());
  }
}
