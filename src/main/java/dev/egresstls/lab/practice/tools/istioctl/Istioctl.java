package dev.egresstls.lab.practice.tools.istioctl;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.tools.CommandLine;
import dev.egresstls.lab.practice.tools.CommandLine.Flags;
import dev.egresstls.lab.practice.tools.CommandLine.Refused;
import dev.egresstls.lab.practice.tools.Tool;
import dev.egresstls.lab.world.Cluster;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The tool {@code istioctl}: install and version. */
public final class Istioctl implements Tool {
  private static final Flags FLAGS =
      new Flags(
          List.of(
              "set",
              "filename",
              "manifests",
              "charts",
              "revision",
              "readiness-timeout",
              "kubeconfig",
              "context",
              "namespace",
              "istioNamespace",
              "log_output_level",
              "vklog",
              "output",
              "remote-context"),
          List.of("skip-confirmation", "verify", "dry-run", "force", "remote", "short", "help"),
          Map.of(
              "y",
              "skip-confirmation",
              "s",
              "set",
              "f",
              "filename",
              "d",
              "manifests",
              "r",
              "revision",
              "c",
              "kubeconfig",
              "n",
              "namespace",
              "i",
              "istioNamespace",
              "o",
              "output",
              "h",
              "help"));
  private static final String HELP =
      "Istio configuration command line utility for service operators to debug and diagnose their"
          + " Istio mesh.\n\nUsage:\n  istioctl [command]\n\nAvailable Commands:\n"
          + "  install     Applies an Istio manifest, installing or reconfiguring Istio\n"
          + "  version     Prints out build version information\n\n"
          + say("practice.istioctl.about");

  private final Supplier<Cluster> cluster;
  private final String version;

  /**
   * The tool for one practice cluster.
   *
   * @param version its own, which is what it installs
   */
  public Istioctl(Supplier<Cluster> cluster, String version) {
    this.cluster = cluster;
    this.version = version;
  }

  @Override
  public int run(List<String> arguments, Map<String, String> env, Consumer<String> lines)
      throws InterruptedException {
    try {
      CommandLine line = CommandLine.read(arguments, FLAGS);
      if (line.words().isEmpty() || line.on("help")) {
        HELP.lines().forEach(lines);
        return 0;
      }
      return run(line, lines);
    } catch (Refused refused) {
      lines.accept("Error: " + refused.getMessage());
      return 1;
    }
  }

  private int run(CommandLine line, Consumer<String> lines) throws InterruptedException {
    return switch (line.words().get(0)) {
      case "install" -> install(line, lines);
      case "version" -> new VersionReport(cluster.get(), version, lines).run(line);
      default ->
          throw new Refused("unknown command \"" + line.words().get(0) + "\" for \"istioctl\"");
    };
  }

  private int install(CommandLine line, Consumer<String> lines) throws InterruptedException {
    if (line.value("revision").isPresent()) {
      throw new Refused(say("practice.istioctl.one-revision"));
    }
    if (line.value("filename").isPresent()) {
      throw new Refused(say("practice.istioctl.no-file"));
    }
    InstallSettings settings = InstallSettings.read(line.values("set"), version);
    if (line.on("dry-run")) {
      lines.accept("- Processing resources for Istio core.");
      lines.accept("✔ Istio core installed ⛵️");
      return 0;
    }
    if (!line.on("skip-confirmation")) {
      lines.accept(
          "This will install the Istio "
              + version
              + " profile \""
              + settings.profile()
              + "\" into the cluster. Proceed? (y/N) ");
      lines.accept("Cancelled.");
      return 1;
    }
    return new Installation(cluster.get(), settings, lines).run();
  }
}
