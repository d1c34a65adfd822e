package dev.egresstls.lab.cli;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Track;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code labs}: which labs there are. */
@Command(name = "labs", mixinStandardHelpOptions = true, description = "${bundle:cli.labs.summary}")
final class LabsCommand implements Callable<Integer> {
  private final AppContext app;

  LabsCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    for (String id : app.catalog().ids()) {
      Lab lab = app.catalog().read(id, Optional.empty());
      String tracks = String.join(", ", lab.tracks().stream().map(Track::id).toList());
      app.here().out().println(say("cli.labs.line", id, lab.title(), lab.steps().size(), tracks));
    }
    return 0;
  }
}
