package dev.egresstls.lab.cli;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.lab.WhatIf;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What Tab offers for an option or an argument: the IDs of the lab's steps, tracks and what-ifs.
 * Given to the commands only when a completion script is written, since it takes the lab to know.
 */
final class Candidates {
  /** What an interrupted what-if left behind. */
  private static final String BACK = "back";

  private final Lab lab;

  private Candidates(Lab lab) {
    this.lab = lab;
  }

  /** Gives them to a program and all its commands. */
  static void addTo(CommandLine program, AppContext app) {
    Lab lab = app.catalog().read(Optional.empty());
    new Candidates(lab).addTo(program);
  }

  private void addTo(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    for (OptionSpec option : List.copyOf(spec.options())) {
      List<String> values = of(spec.name(), option);
      if (!values.isEmpty()) {
        spec.remove(option);
        spec.addOption(OptionSpec.builder(option).completionCandidates(values).build());
      }
    }
    for (PositionalParamSpec word : List.copyOf(spec.positionalParameters())) {
      List<String> values = of(spec.name(), word);
      if (!values.isEmpty()) {
        spec.remove(word);
        spec.addPositional(PositionalParamSpec.builder(word).completionCandidates(values).build());
      }
    }
    line.getSubcommands().values().forEach(this::addTo);
  }

  private List<String> of(String command, ArgSpec arg) {
    return switch (arg.paramLabel()) {
      case "STEP", "[N]" -> lab.steps().stream().map(Step::id).toList();
      case "TRACK" -> tracks();
      case "ID", "[ID]" ->
          command.equals("track")
              ? tracks()
              : Stream.concat(lab.whatIfs().stream().map(WhatIf::id), Stream.of(BACK)).toList();
      case "COMMAND" -> Subcommands.NAMES;
      default -> List.of();
    };
  }

  private List<String> tracks() {
    return lab.tracks().stream().map(Track::id).toList();
  }
}
