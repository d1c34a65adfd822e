package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether istiod knows a policy's target. Releases before #59110 look once, when the policy changes
 * or istiod starts, and stay with what they saw (istio references.go:67 @1.27.9).
 */
record TargetLookup(Observation seen, IstioVersion istio) {

  boolean finds(Tree policy, String kind, String name) {
    Optional<Tree> target = seen.find(kind, ObjectNames.namespace(policy), name);
    IstioRelease release = IstioRelease.of(istio);
    if (release.looksAgain()) {
      return target.isPresent();
    }
    Optional<Boolean> verdict = verdict(policy, kind, name, release.controllerName());
    if (verdict.isPresent() && !startedAfter(target)) {
      return verdict.get();
    }
    return target.isPresent() && !madeAfter(target.get(), policy);
  }

  /** What the status says that istiod saw when it last looked at this very spec. */
  private static Optional<Boolean> verdict(
      Tree policy, String kind, String name, String controller) {
    long generation = policy.at("metadata.generation").number(0);
    return policy.at("status.ancestors").items().stream()
        .filter(a -> a.get("controllerName").text("").equals(controller))
        .filter(a -> a.at("ancestorRef.kind").text("").equals(kind))
        .filter(a -> a.at("ancestorRef.name").text("").equals(name))
        .flatMap(a -> a.get("conditions").items().stream())
        .filter(c -> c.get("type").text("").equals("Accepted"))
        .filter(c -> c.get("observedGeneration").number(-1) == generation)
        .map(c -> !lost(c))
        .findFirst();
  }

  /** A missing section is reported by the same reason; the target was found then. */
  private static boolean lost(Tree condition) {
    return condition.get("reason").text("").equals("TargetNotFound")
        && !condition.get("message").text("").contains("sectionName");
  }

  /** Whether istiod started when the target was there already, and so has looked again. */
  private boolean startedAfter(Optional<Tree> target) {
    Optional<Instant> started = seen.controlPlane().started();
    Optional<Instant> made = target.flatMap(ObjectNames::created);
    return started.isPresent() && made.isPresent() && started.get().isAfter(made.get());
  }

  /** Whether the target came after the only moment at which istiod looked. */
  private boolean madeAfter(Tree target, Tree policy) {
    Optional<Instant> made = ObjectNames.created(target);
    Optional<Instant> looked = ObjectNames.created(policy);
    boolean touched = policy.at("metadata.generation").number(1) > 1;
    return !touched
        && made.isPresent()
        && looked.isPresent()
        && made.get().isAfter(looked.get())
        && !startedAfter(Optional.of(target));
  }
}
