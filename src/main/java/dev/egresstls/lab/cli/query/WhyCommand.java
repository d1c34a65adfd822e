package dev.egresstls.lab.cli.query;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.query.CauseQuery;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why}: names the cause of what fails. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.why.summary}", "${bundle:cli.why.more}"})
public final class WhyCommand extends QueryCommand {
  @Option(
      names = {"-v", "--verbose"},
      description = "${bundle:cli.why.verbose}")
  private boolean verbose;

  @Parameters(
      arity = "0..1",
      paramLabel = "STEP",
      description = "${bundle:cli.option.failing-step}")
  private String step;

  /** The command for a process. */
  public WhyCommand(AppContext app) {
    super(app);
  }

  @Override
  int answer() throws InterruptedException {
    Optional<String> typed = Optional.ofNullable(step);
    return ask(opened -> CauseQuery.checking(opened.run(), typed).answer(opened, verbose));
  }
}
