package dev.egresstls.lab.cli.serve;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.option.Appearance;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code practice}: what can be done with a practice cluster besides a lab. */
@Command(
    name = "practice",
    mixinStandardHelpOptions = true,
    description = "${bundle:cli.practice.summary}")
public final class PracticeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private Appearance appearance = new Appearance();

  @Override
  public Integer call() {
    throw new ParameterException(new CommandLine(spec), say("cli.practice.what"));
  }
}
