package dev.egresstls.lab.cli.classroom;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.cli.option.Appearance;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code class}: a class on one cluster. */
@Command(
    name = "class",
    mixinStandardHelpOptions = true,
    description = "${bundle:cli.class.summary}")
public final class ClassCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private Appearance appearance = new Appearance();

  @Override
  public Integer call() {
    throw new ParameterException(new CommandLine(spec), say("cli.class.what"));
  }
}
