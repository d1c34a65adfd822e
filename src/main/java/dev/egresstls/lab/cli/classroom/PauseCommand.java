package dev.egresstls.lab.cli.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.classroom.ClassView;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.Announcement;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code class pause}: asks everybody to stop before a step. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.class.pause.summary}", "${bundle:cli.class.pause.more}"})
public final class PauseCommand extends TrainerCommand {
  @Option(names = "--at", paramLabel = "STEP", description = "${bundle:cli.class.pause.at}")
  private String at;

  @Parameters(arity = "0..1", paramLabel = "STEP", description = "${bundle:cli.class.pause.step}")
  private String step;

  /** The command for a process. */
  public PauseCommand(AppContext app) {
    super(app);
  }

  @Override
  public Integer call() throws Exception {
    if (at != null && step != null) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.class.pause.both"),
              "egresstls-lab class pause --at " + at)
          .failure();
    }
    return super.call();
  }

  @Override
  int on(LaunchedRun opened) throws InterruptedException {
    Lab lab = opened.run().lab();
    Optional<String> id =
        Optional.ofNullable(at == null ? step : at)
            .map(name -> lab.steps().get(StepNumber.of(lab, name) - 1).id());
    ClassView.open(opened.world(), lab, course);
    new Announcement(opened.run().world(), course).pause(id);
    app.here().out().println(id.isPresent() ? say("cli.class.said") : say("cli.class.pause.over"));
    return 0;
  }
}
