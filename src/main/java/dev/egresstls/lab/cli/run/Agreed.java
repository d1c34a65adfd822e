package dev.egresstls.lab.cli.run;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.cli.option.MirrorOption;
import dev.egresstls.lab.world.local.DownloadMirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command as it was typed, with consent: what to try where nobody can be asked. */
final class Agreed {
  private static final String YES = "--yes";

  private Agreed() {}

  /** The line to type, with all options that were given. */
  static String line(CommandSpec spec, AppContext app) {
    List<String> words = new ArrayList<>(spec.root().commandLine().getParseResult().originalArgs());
    words.add(YES);
    // Taken out of the arguments before they were parsed. A password is not repeated.
    Optional.ofNullable(app.here().env().get(DownloadMirror.VARIABLE))
        .filter(address -> !address.isBlank() && !address.contains("@"))
        .ifPresent(address -> words.addAll(List.of(MirrorOption.NAME, address)));
    return words.stream().map(Agreed::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    boolean plain = word.matches("[\\w@%+=:,./-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
