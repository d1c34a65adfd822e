package dev.egresstls.lab.cli.trace;

import dev.egresstls.lab.trace.Resolved;
import dev.egresstls.lab.trace.offline.IstiodFlags;
import dev.egresstls.lab.trace.offline.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what a cluster of files is like. */
final class FilesOptions {
  @Option(
      names = "--objects",
      paramLabel = "FILE",
      arity = "1..*",
      description = "${bundle:cli.trace.objects}")
  private List<String> objects = new ArrayList<>();

  @Option(names = "--istio", paramLabel = "VERSION", description = "${bundle:cli.trace.istio}")
  private String istio;

  @Option(names = "--outbound", paramLabel = "MODE", description = "${bundle:cli.trace.outbound}")
  private String outbound;

  @Option(names = "--flag", paramLabel = "NAME=VALUE", description = "${bundle:cli.trace.flag}")
  private List<String> flags = new ArrayList<>();

  @Option(
      names = "--resolve",
      paramLabel = "HOST:PORT:ADDR",
      description = "${bundle:cli.trace.resolve}")
  private List<String> resolve = new ArrayList<>();

  /** The files; none if a cluster is to be asked. */
  List<String> objects() {
    return objects;
  }

  /** Whether an option was given that only counts for files. */
  Optional<String> forFilesAlone() {
    if (istio != null) {
      return Optional.of("--istio");
    }
    if (outbound != null) {
      return Optional.of("--outbound");
    }
    return flags.isEmpty() ? Optional.empty() : Optional.of("--flag");
  }

  List<Resolved> resolved() {
    return resolve.stream().map(Resolved::of).toList();
  }

  Setting setting() {
    return new Setting(
        Optional.ofNullable(istio).map(Setting::istio),
        Optional.ofNullable(outbound).map(Setting::outbound),
        IstiodFlags.of(flags),
        resolved());
  }
}
