package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.open.LaunchOptions;
import java.util.List;
import java.util.Optional;

/**
 * The arguments that most sessions are started with, read without picocli, which would take a third
 * of the time to the prompt. {@link Selection} reads all others, and the same from these.
 */
final class PromptArguments {
  private static final String PRACTICE = "--practice";
  private static final String TRACK = "--track";

  private PromptArguments() {}

  /** The choice for none, {@code --practice}, and that with a track; empty for any other. */
  static Optional<LaunchOptions> choice(List<String> args) {
    if (args.isEmpty()) {
      return Optional.of(LaunchOptions.NOTHING);
    }
    if (args.equals(List.of(PRACTICE))) {
      return Optional.of(LaunchOptions.NOTHING.inPractice(Optional.empty()));
    }
    boolean track =
        args.size() == 3
            && args.get(0).equals(PRACTICE)
            && args.get(1).equals(TRACK)
            && !args.get(2).startsWith("-");
    return track
        ? Optional.of(LaunchOptions.NOTHING.inPractice(Optional.of(args.get(2))))
        : Optional.empty();
  }
}
