package dev.egresstls.lab.explain;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names the likeliest cause of what is red: the first rule that is true of the cluster. */
public final class Causes {
  /** What a red check is about; a rule explains some of these. */
  enum Topic {
    NAMESPACE,
    CLIENT,
    SERVICE,
    SLICE,
    POLICY,
    /** The sidecar's configuration, or a request through it: everything may be the cause. */
    PATH
  }

  private Causes() {}

  /**
   * The verdicts, the red ones with their cause where one is known.
   *
   * @param objects everything that is known of the cluster
   */
  public static List<Verdict> named(
      Lab lab, List<Finding> findings, List<Tree> objects, Vars vars) {
    Scene scene = Scene.of(lab, objects, findings, vars);
    return findings.stream().map(finding -> named(finding, scene)).toList();
  }

  private static Verdict named(Finding finding, Scene scene) {
    if (finding.verdict().state() != Verdict.State.UNMET) {
      return finding.verdict();
    }
    Set<Topic> topics = topics(finding.check().probe(), scene);
    return Rules.ALL.stream()
        .filter(rule -> rule.topics().stream().anyMatch(topics::contains))
        .flatMap(rule -> rule.cause().apply(scene).stream())
        .findFirst()
        .map(cause -> finding.verdict().because(cause.text()))
        .orElse(finding.verdict());
  }

  private static Set<Topic> topics(Probe probe, Scene scene) {
    if (probe instanceof Probe.PodState) {
      return EnumSet.of(Topic.CLIENT);
    }
    if (!(probe instanceof Probe.ResourceState resource)) {
      return EnumSet.allOf(Topic.class);
    }
    return switch (resource.kind()) {
      case "Namespace" -> EnumSet.of(Topic.NAMESPACE);
      case "Deployment" -> deployment(resource, scene).map(EnumSet::of).orElse(none());
      case "Service" -> EnumSet.of(Topic.SERVICE);
      case "EndpointSlice" -> EnumSet.of(Topic.SLICE);
      case "BackendTLSPolicy" -> EnumSet.of(Topic.POLICY);
      default -> none();
    };
  }

  private static EnumSet<Topic> none() {
    return EnumSet.noneOf(Topic.class);
  }

  private static Optional<Topic> deployment(Probe.ResourceState resource, Scene scene) {
    boolean client = resource.name().map(scene::isClient).orElse(false);
    return client ? Optional.of(Topic.CLIENT) : Optional.empty();
  }
}
