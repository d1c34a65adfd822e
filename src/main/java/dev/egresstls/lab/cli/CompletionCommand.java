package dev.egresstls.lab.cli;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.cli.option.Appearance;
import dev.egresstls.lab.cli.option.Printing;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}: a script that tells a shell what Tab offers. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {"${bundle:cli.completion.summary}", "${bundle:cli.completion.more}"})
final class CompletionCommand implements Callable<Integer> {
  /** The shells that there is a script for. */
  private enum UnixShell {
    BASH,
    ZSH,
    FISH;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final AppContext app;

  @Mixin private Appearance appearance = new Appearance();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${bundle:cli.completion.shell}")
  private UnixShell shell;

  CompletionCommand(AppContext app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    CommandLine program = spec.parent().commandLine();
    Candidates.addTo(program, app);
    String script =
        switch (shell) {
          case FISH -> FishCompletion.of(program);
          // Which loads bashcompinit itself if zsh reads it.
          case BASH, ZSH -> AutoComplete.bash(program.getCommandName(), program);
        };
    Printing.text(script, app.here());
    return 0;
  }
}
