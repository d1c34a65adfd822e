package dev.egresstls.lab.cli.query;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.query.PreparedPractice;
import dev.egresstls.lab.app.query.Queries;
import picocli.CommandLine.Command;

/** {@code proof}: sends the lab's request and shows which way it went. */
@Command(
    name = "proof",
    mixinStandardHelpOptions = true,
    description = {
      "${bundle:cli.proof.summary}",
      "${bundle:cli.proof.more}",
      "${bundle:cli.proof.exit}"
    })
public final class ProofCommand extends QueryCommand {
  /** The command for a process. */
  public ProofCommand(AppContext app) {
    super(app);
  }

  /** The columns of a way are easier to follow when they stand closer together. */
  @Override
  int withoutTerminal() {
    return 100;
  }

  @Override
  int answer() throws InterruptedException {
    return ask(
        opened -> {
          PreparedPractice.beforeRequest(opened);
          return Queries.proof(opened.run(), true);
        });
  }
}
