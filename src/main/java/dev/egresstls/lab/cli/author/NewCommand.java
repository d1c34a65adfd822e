package dev.egresstls.lab.cli.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.author.NewLab;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code new}: a folder with a lab to start from. */
@Command(name = "new", mixinStandardHelpOptions = true, description = "${bundle:cli.new.summary}")
public final class NewCommand implements Callable<Integer> {
  private final AppContext app;

  @Parameters(arity = "1", paramLabel = "NAME", description = "${bundle:cli.new.name}")
  private Path folder;

  /** The command for a process. */
  public NewCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    NewLab.write(folder);
    app.here().out().println(say("cli.new.done", folder));
    return 0;
  }
}
