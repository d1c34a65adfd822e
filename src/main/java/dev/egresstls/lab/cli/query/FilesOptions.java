package dev.egresstls.lab.cli.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.StatedOrigin;
import dev.egresstls.lab.trace.OriginText;
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

  @Option(
      names = "--origin",
      paramLabel = "HOST[:PORT]: FACTS",
      description = "${bundle:cli.trace.origin}")
  private List<String> origins = new ArrayList<>();

  @Option(names = "--versus", paramLabel = "VERSION", description = "${bundle:cli.trace.versus}")
  private String versus;

  @Option(
      names = "--versus-outbound",
      paramLabel = "MODE",
      description = "${bundle:cli.trace.versus-outbound}")
  private String versusOutbound;

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
    if (versus != null || versusOutbound != null) {
      return Optional.of(versus != null ? "--versus" : "--versus-outbound");
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
        resolved(),
        origins());
  }

  List<StatedOrigin> origins() {
    return origins.stream().map(OriginText::of).toList();
  }

  /** Whether two settings are compared. */
  boolean compares() {
    return versus != null || versusOutbound != null;
  }

  /** The other setting of a comparison. */
  Setting other() {
    Setting now = setting();
    Setting there = versus == null ? now : now.at(Setting.istio(versus));
    return versusOutbound == null ? there : there.with(Setting.outbound(versusOutbound));
  }

  /** What a setting is called in a comparison. */
  String title(Setting one) {
    String version = one.istio().map(v -> say("cli.trace.title.istio", v)).orElse("");
    String mode = one.outbound().map(Enum::name).orElse("");
    if (versus == null) {
      return mode.isEmpty() ? say("cli.trace.title.now") : mode;
    }
    String before = version.isEmpty() ? say("cli.trace.title.now") : version;
    return versusOutbound == null ? before : (before + " " + mode).strip();
  }
}
