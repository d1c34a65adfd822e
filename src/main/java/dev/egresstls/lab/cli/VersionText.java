package dev.egresstls.lab.cli;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.ProgramVersion;
import dev.egresstls.lab.app.launch.OwnJar;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.value.Tree;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionText implements IVersionProvider {
  private static final Set<String> NAMES = Set.of("--version", "-V");

  @Override
  public String[] getVersion() {
    return new String[] {ProgramVersion.line()};
  }

  /** The program, what it runs on, and which releases of Istio it knows. */
  static Tree document() {
    return Tree.object(
        "schemaVersion", Answer.SCHEMA_VERSION,
        "version", ProgramVersion.current(),
        "jar", OwnJar.find().map(Path::toString).orElse(null),
        "java",
            Tree.object(
                "version", System.getProperty("java.runtime.version"),
                "vendor", System.getProperty("java.vendor"),
                "home", System.getProperty("java.home")),
        "istio",
            Tree.object(
                "oldest", IstioRelease.oldestMinor(), "newest", IstioRelease.newest().toString()));
  }

  /**
   * The format in which the version is asked for, of arguments that ask for nothing else.
   *
   * @return empty if they ask for something else, or for a format that there is not
   */
  static Optional<String> asked(List<String> args) {
    if (args.stream().noneMatch(NAMES::contains)) {
      return Optional.empty();
    }
    String rest = String.join(" ", args.stream().filter(arg -> !NAMES.contains(arg)).toList());
    return switch (rest.toLowerCase(Locale.ROOT)) {
      case "", "-o table", "-otable", "--output=table", "--output table" -> Optional.of("table");
      case "-o json", "-ojson", "--output=json", "--output json" -> Optional.of("json");
      default -> Optional.empty();
    };
  }
}
