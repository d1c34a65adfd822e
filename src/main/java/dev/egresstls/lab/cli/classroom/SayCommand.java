package dev.egresstls.lab.cli.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.classroom.ClassView;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.Announcement;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code class say}: a line above every learner's prompt. */
@Command(
    name = "say",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.class.say.summary}", "${bundle:cli.class.say.more}"})
public final class SayCommand extends TrainerCommand {
  @Parameters(arity = "0..*", paramLabel = "TEXT", description = "${bundle:cli.class.say.text}")
  private List<String> words = List.of();

  /** The command for a process. */
  public SayCommand(AppContext app) {
    super(app);
  }

  @Override
  int on(LaunchedRun opened) throws InterruptedException {
    ClassView.open(opened.world(), opened.run().lab(), course);
    String text = String.join(" ", words);
    new Announcement(opened.run().world(), course).say(text);
    app.here().out().println(text.isBlank() ? say("cli.class.say.over") : say("cli.class.said"));
    return 0;
  }
}
