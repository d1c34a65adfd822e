package dev.egresstls.lab.cli;

import dev.egresstls.lab.cli.open.Choice;
import dev.egresstls.lab.lab.Problem;
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
import picocli.CommandLine.Option;

/** The options that say where and how to work; the same for every command that works. */
public final class Selection {
  @Option(names = "--practice", description = "Work on a practice cluster in this process.")
  private boolean practice;

  @Option(names = "--kind", description = "Let step 1 create a cluster with kind, and work on it.")
  private boolean kind;

  @Option(
      names = "--track",
      paramLabel = "TRACK",
      description = "as-written or current; without it, what fits the Istio that is there.")
  private String track;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Work on a cluster of this kubeconfig.")
  private Path kubeconfig;

  @Option(names = "--context", paramLabel = "NAME", description = "Work on this context.")
  private String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The namespace to work in; the same as --var ns=NAMESPACE.")
  private String namespace;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "Set a value of the lab, such as host=www.google.com.")
  private Map<String, String> vars = new LinkedHashMap<>();

  @Option(
      names = "--gateway-api-file",
      paramLabel = "FILE",
      description = "Install the Gateway API from this file instead of downloading it.")
  private Path gatewayApiFile;

  @Option(
      names = "--istio-dir",
      paramLabel = "FOLDER",
      description = "Take Istio's samples from this unpacked release.")
  private Path istioDir;

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS[:PORT]",
      description = "Ask this name server for the host's addresses.")
  private String resolver;

  @Option(
      names = "--ips",
      paramLabel = "IP,IP",
      split = ",",
      description = "Take these for the host's addresses and ask nobody.")
  private List<String> ips = new ArrayList<>();

  @Option(
      names = "--allow-cluster",
      paramLabel = "CONTEXT",
      description =
          "Let the lab change this cluster although it does not look like a throwaway one.")
  private Set<String> allowed = new LinkedHashSet<>();

  @Option(
      names = {"--color", "--colour"},
      paramLabel = "WHEN",
      description = "auto, always or never.")
  private ColourChoice colour = ColourChoice.AUTO;

  /** When to use colours. */
  public ColourChoice colour() {
    return colour;
  }

  /**
   * The choice that these options make.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if two of them contradict each other
   */
  public Choice choice() {
    if (practice && (kind || context != null || kubeconfig != null)) {
      throw Problem.of(
              Problem.Kind.USAGE,
              "--practice does not go with --kind, --context or --kubeconfig",
              "one of them")
          .failure();
    }
    Map<String, String> values = new LinkedHashMap<>(vars);
    if (namespace != null) {
      values.put("ns", namespace);
    }
    return new Choice(
        Optional.empty(),
        Optional.ofNullable(track),
        practice,
        kind,
        Optional.ofNullable(kubeconfig),
        Optional.ofNullable(context),
        values,
        files(),
        Optional.ofNullable(resolver),
        ips,
        allowed);
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
              "--" + option + " " + file + " does not exist",
              "a path that does")
          .failure();
    }
    files.put(option, file);
  }
}
