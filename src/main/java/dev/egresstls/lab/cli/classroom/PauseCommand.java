package dev.egresstls.lab.cli.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.classroom.ClassView;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.Announcement;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code class pause}: asks everybody to stop before a step. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.class.pause.summary}", "${bundle:cli.class.pause.more}"})
public final class PauseCommand extends TrainerCommand {
  @Option(names = "--at", paramLabel = "STEP", description = "${bundle:cli.class.pause.at}")
  private String at;

  /** The command for a process. */
  public PauseCommand(AppContext app) {
    super(app);
  }

  @Override
  int on(LaunchedRun opened) throws InterruptedException {
    ClassView view = ClassView.open(opened.world(), opened.run().lab(), course);
    Optional<String> step =
        Optional.ofNullable(at)
            .map(name -> view.ids().get(StepNumber.of(opened.run().lab(), name) - 1));
    new Announcement(opened.run().world(), course).pause(step);
    app.here()
        .out()
        .println(step.isPresent() ? say("cli.class.said") : say("cli.class.pause.over"));
    return 0;
  }
}
