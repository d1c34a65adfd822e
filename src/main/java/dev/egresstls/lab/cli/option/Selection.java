package dev.egresstls.lab.cli.option;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.ClusterOptions;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.ColourChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where and how to work; the same for every command that works. */
public final class Selection {
  /** Taken out by {@link TakenOption}, before any command is made; here for the help. */
  @Option(names = TakenOption.LAB, paramLabel = "LAB", description = "${bundle:cli.option.lab}")
  private String lab;

  /** The same. */
  @Option(names = TakenOption.TRUST, description = "${bundle:cli.option.trust}")
  private boolean trust;

  @Option(names = "--practice", description = "${bundle:cli.option.practice}")
  private boolean practice;

  @Option(names = "--kind", description = "${bundle:cli.option.kind}")
  private boolean kind;

  @Option(names = "--track", paramLabel = "TRACK", description = "${bundle:cli.option.track}")
  private String track;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "${bundle:cli.option.kubeconfig}")
  private Path kubeconfig;

  @Option(names = "--context", paramLabel = "NAME", description = "${bundle:cli.option.context}")
  private String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "${bundle:cli.option.namespace}")
  private String namespace;

  @Option(names = "--var", paramLabel = "NAME=VALUE", description = "${bundle:cli.option.var}")
  private Map<String, String> vars = new LinkedHashMap<>();

  @Option(
      names = "--gateway-api-file",
      paramLabel = "FILE",
      description = "${bundle:cli.option.gateway-api-file}")
  private Path gatewayApiFile;

  @Option(
      names = "--istio-dir",
      paramLabel = "FOLDER",
      description = "${bundle:cli.option.istio-dir}")
  private Path istioDir;

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS[:PORT]",
      description = "${bundle:cli.option.resolver}")
  private String resolver;

  @Option(
      names = "--ips",
      paramLabel = "IP,IP",
      split = ",",
      description = "${bundle:cli.option.ips}")
  private List<String> ips = new ArrayList<>();

  @Option(
      names = "--allow-cluster",
      paramLabel = "CONTEXT",
      description = "${bundle:cli.option.allow-cluster}")
  private Set<String> allowed = new LinkedHashSet<>();

  @Option(names = "--take-over", description = "${bundle:cli.option.take-over}")
  private boolean takeOver;

  @Mixin private Appearance appearance = new Appearance();

  /** Taken out by {@link MirrorOption}, before any command is made; here for the help. */
  @Option(
      names = MirrorOption.NAME,
      paramLabel = "URL",
      description = "${bundle:cli.option.mirror}")
  private String mirror;

  /** Whether the user has agreed that what belongs to others is changed. */
  public boolean takeOver() {
    return takeOver;
  }

  /** When to use colours. */
  public ColourChoice colour() {
    return appearance.colour();
  }

  /** The namespace that was named, for a command whose own it is. */
  public Optional<String> namespace() {
    return Optional.ofNullable(namespace);
  }

  /** The choice that these options make but for the namespace, which is a command's own. */
  public LaunchOptions choiceWithoutNamespace() {
    return choice(Map.copyOf(vars));
  }

  /**
   * The choice that these options make.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if two of them contradict each other
   */
  public LaunchOptions choice() {
    Map<String, String> values = new LinkedHashMap<>(vars);
    if (namespace != null) {
      values.put(Vars.NAMESPACE, namespace);
    }
    return choice(values);
  }

  private LaunchOptions choice(Map<String, String> values) {
    if (practice && (kind || context != null || kubeconfig != null)) {
      throw Problem.of(
              Problem.Kind.USAGE, say("cli.option.conflict"), say("cli.option.conflict.try"))
          .failure();
    }
    ClusterOptions cluster =
        new ClusterOptions(
            practice, kind, Optional.ofNullable(kubeconfig), Optional.ofNullable(context), allowed);
    return new LaunchOptions(
        Optional.ofNullable(track), cluster, values, files(), Optional.ofNullable(resolver), ips);
  }

  private Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    put(files, "gateway-api-file", gatewayApiFile);
    put(files, "istio-dir", istioDir);
    return files;
  }

  private static void put(Map<String, Path> files, String option, Path file) {
    if (file == null) {
      return;
    }
    if (!Files.exists(file)) {
      throw Problem.of(
              Problem.Kind.USAGE,
              say("cli.option.file-missing", option, file),
              say("cli.option.file-missing.try"))
          .failure();
    }
    files.put(option, file);
  }
}
