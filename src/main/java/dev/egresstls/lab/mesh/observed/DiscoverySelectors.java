package dev.egresstls.lab.mesh.observed;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which namespaces istiod reads: mesh {@code discoverySelectors}, any of which must select a
 * namespace's labels (istio pkg/kube/namespace/filter.go @1.31.0; since 1.22 for its own resources
 * too).
 */
public final class DiscoverySelectors {
  private static final Set<String> FILTERED =
      Set.of(
          "Service",
          "EndpointSlice",
          "ServiceEntry",
          "WorkloadEntry",
          "DestinationRule",
          "VirtualService",
          "Sidecar",
          "HTTPRoute",
          "PeerAuthentication");

  private final Observation seen;
  private final List<Tree> selectors;

  /** The selectors of a mesh. */
  public DiscoverySelectors(Observation seen) {
    this.seen = seen;
    this.selectors = seen.controlPlane().mesh().get("discoverySelectors").items();
  }

  /** What istiod gets to see of a cluster. */
  public Observation discovered() {
    return selectors.isEmpty()
        ? seen
        : seen.withObjects(seen.objects().stream().filter(this::reads).toList());
  }

  private boolean reads(Tree object) {
    return !FILTERED.contains(object.get("kind").text("")) || reads(ObjectNames.namespace(object));
  }

  /** Whether it reads a namespace. */
  public boolean reads(String namespace) {
    Tree labels = labels(namespace);
    return selectors.isEmpty()
        || selectors.stream().anyMatch(selector -> selects(selector, labels));
  }

  private Tree labels(String namespace) {
    return seen.find("Namespace", "", namespace)
        .map(one -> one.at("metadata.labels"))
        .orElse(Tree.MISSING);
  }

  /** Why it does not read a namespace; empty if it does. */
  public Optional<Because> leavesOut(String namespace) {
    String text = say("mesh.discovery.leftOut", namespace);
    String field = "data.mesh: discoverySelectors";
    return reads(namespace)
        ? Optional.empty()
        : Optional.of(
            new Because(text, "ConfigMap istio-system/istio", field, selectors.toString()));
  }

  /** Namespaces of services whose labels are not known, although selectors ask for them. */
  public List<String> unknown() {
    Predicate<String> missing = name -> seen.find("Namespace", "", name).isEmpty();
    return selectors.isEmpty()
        ? List.of()
        : seen.objects().stream()
            .filter(object -> FILTERED.contains(object.get("kind").text("")))
            .map(ObjectNames::namespace)
            .filter(missing)
            .distinct()
            .toList();
  }

  /** Whether a label selector selects labels; an empty one selects all. */
  public static boolean selects(Tree selector, Tree labels) {
    boolean all =
        selector.get("matchLabels").fields().entrySet().stream()
            .allMatch(
                one -> Objects.equals(labels.get(one.getKey()).text(), one.getValue().text()));
    return all && selector.get("matchExpressions").items().stream().allMatch(e -> holds(e, labels));
  }

  private static boolean holds(Tree expression, Tree labels) {
    Tree label = labels.get(expression.get("key").text(""));
    boolean among = label.isPresent() && expression.get("values").texts().contains(label.text(""));
    return switch (expression.get("operator").text("")) {
      case "In" -> among;
      case "NotIn" -> !among;
      case "Exists" -> label.isPresent();
      case "DoesNotExist" -> !label.isPresent();
      default -> false;
    };
  }
}
