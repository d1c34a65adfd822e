package dev.egresstls.lab.cli.option;

import dev.egresstls.lab.render.text.ColourChoice;
import picocli.CommandLine.Option;

/** The options that say what the output looks like; every command has them. */
public final class Appearance {
  /** The option for whoever listens to the terminal; the same as ACCESSIBLE=1. */
  public static final String ACCESSIBLE = "--accessible";

  @Option(
      names = {"--color", "--colour"},
      paramLabel = "WHEN",
      description = "${bundle:cli.option.color}")
  private ColourChoice colour = ColourChoice.AUTO;

  @Option(
      names = {"--no-color", "--no-colour"},
      description = "${bundle:cli.option.no-color}")
  private boolean noColour;

  /** Read before any command is made; here for the help. */
  @Option(names = ACCESSIBLE, description = "${bundle:cli.option.accessible}")
  private boolean accessible;

  /** When to use colours. */
  public ColourChoice colour() {
    return noColour ? ColourChoice.NEVER : colour;
  }
}
