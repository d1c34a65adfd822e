package dev.egresstls.lab.explain.context;

import static dev.egresstls.lab.message.Messages.say;
import static dev.egresstls.lab.message.Messages.together;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one rule about what the lab may change outside of its steps: objects of its own namespace
 * that it made, and the Istio that its steps install. Everything else is named and left alone.
 * Pure.
 */
public final class Ownership {
  private static final String ISTIO = "istio-system";
  private static final String NAMESPACE = "Namespace";

  private final LabParts parts;
  private final boolean alone;

  private Ownership(LabParts parts, boolean alone) {
    this.parts = parts;
    this.alone = alone;
  }

  /**
   * The rule for a lab.
   *
   * @param alone whether nobody else can be at work in the cluster: then an object with a name of
   *     the lab that was written by hand is the learner's own
   */
  public static Ownership of(Lab lab, Vars vars, boolean alone) {
    return new Ownership(new LabParts(lab, vars), alone);
  }

  static Ownership of(LabParts parts, boolean alone) {
    return new Ownership(parts, alone);
  }

  /** Why an object is not deleted, such as {@code it is in namespace alice}; empty if it may be. */
  public Optional<String> refusesToDelete(Tree object) {
    return refusesToTouch(object).or(() -> managedBy(others(Managers.of(object).all(), object)));
  }

  /** Why a merge patch is not applied to an object; empty if it may be. */
  public Optional<String> refusesToChange(Tree object, Tree patch) {
    Set<String> touched = others(Managers.of(object).of(object, patch), object);
    if (isLabsNamespace(object)) {
      return managedBy(touched);
    }
    return refusesToTouch(object).or(() -> managedBy(touched));
  }

  /** Why an object is not written at all; empty if it is the lab's, perhaps among others. */
  public Optional<String> refusesToTouch(Tree object) {
    Ref ref = Ref.of(object);
    String namespace = ref.namespace().orElse("");
    boolean lab = namespace.equals(parts.namespace()) || isLabsNamespace(object);
    boolean istio = parts.isIstio(ref);
    if (!lab && !istio && !parts.isClusterWide(ref)) {
      return Optional.of(
          namespace.isEmpty()
              ? say("explain.own.cluster")
              : say("explain.own.namespace", namespace));
    }
    Set<String> managers = Managers.of(object).all();
    boolean made =
        managers.stream().anyMatch(Managers::lab)
            || (namespace.equals(ISTIO) && managers.stream().anyMatch(Managers::istioctl));
    return made || mine(managers, ref) ? Optional.empty() : Optional.of(notMade(managers));
  }

  private boolean isLabsNamespace(Tree object) {
    return object.get("kind").text("").equals(NAMESPACE)
        && object.at("metadata.name").text("").equals(parts.namespace());
  }

  /** What the learner made, where there is nobody else. */
  private boolean mine(Set<String> managers, Ref ref) {
    return alone && parts.isNamed(ref) && managers.stream().allMatch(Managers::byHand);
  }

  /** Those whose fields the lab leaves as they are. */
  private Set<String> others(Set<String> managers, Tree object) {
    boolean namespace = isLabsNamespace(object);
    boolean istio = object.at("metadata.namespace").text("").equals(ISTIO);
    Set<String> others = new TreeSet<>(managers);
    others.removeIf(Managers::lab);
    others.removeIf(name -> Managers.byHand(name) && (alone || !namespace));
    others.removeIf(name -> istio && Managers.istioctl(name));
    return others;
  }

  private static Optional<String> managedBy(Set<String> others) {
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(say("explain.own.managed", together(List.copyOf(others))));
  }

  private static String notMade(Set<String> managers) {
    return managers.isEmpty()
        ? say("explain.own.unknown")
        : say("explain.own.notMade", together(List.copyOf(managers)));
  }
}
