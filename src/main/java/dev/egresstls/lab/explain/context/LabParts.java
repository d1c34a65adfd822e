package dev.egresstls.lab.explain.context;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.Ref;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a lab's own steps are about: read from its checks and actions, so that no name of one lab is
 * known here.
 */
record LabParts(Lab lab, Vars vars) {
  private static final int HTTPS = 443;

  private <T extends Probe> Stream<T> probes(Class<T> type) {
    return lab.steps().stream()
        .flatMap(step -> step.checks().stream())
        .map(Check::probe)
        .filter(type::isInstance)
        .map(type::cast);
  }

  private Optional<Action.WriteSlice> slice() {
    return lab.steps().stream()
        .flatMap(step -> step.actions().stream())
        .filter(Action.WriteSlice.class::isInstance)
        .map(Action.WriteSlice.class::cast)
        .findFirst();
  }

  String namespace() {
    return probes(Probe.PodState.class).findFirst().map(p -> vars.show(p.namespace())).orElse("");
  }

  String client() {
    return probes(Probe.PodState.class).findFirst().map(p -> vars.show(p.deployment())).orElse("");
  }

  /** The name of the first object of a kind that a check looks at; empty text if there is none. */
  String named(String kind) {
    return probes(Probe.ResourceState.class)
        .filter(probe -> probe.kind().equals(kind))
        .flatMap(probe -> probe.name().stream())
        .map(vars::show)
        .findFirst()
        .orElse("");
  }

  /** Whether an object is the control plane that the lab's steps install, or its settings. */
  boolean isIstio(Ref ref) {
    boolean settings = ref.kind().equals("ConfigMap") && ref.name().equals("istio");
    boolean istiod = ref.kind().equals("Deployment") && ref.name().equals("istiod");
    return ref.namespace().equals(Optional.of("istio-system")) && (settings || istiod);
  }

  /** Whether an object in no namespace is one that the lab's checks name. */
  boolean isClusterWide(Ref ref) {
    return ref.namespace().isEmpty() && named(ref.kind()).equals(ref.name());
  }

  /** Whether an object has a kind and name that the lab's steps make. */
  boolean isNamed(Ref ref) {
    boolean deployment = ref.kind().equals("Deployment");
    return isIstio(ref)
        || (deployment ? ref.name().equals(client()) : named(ref.kind()).equals(ref.name()));
  }

  int port() {
    return slice().map(Action.WriteSlice::port).orElse(HTTPS);
  }

  String portName() {
    return slice().map(Action.WriteSlice::portName).orElse("https");
  }

  /** The id of the step that brings a part about; the first that checks it. */
  Optional<String> step(Part part) {
    return lab.steps().stream()
        .filter(step -> step.checks().stream().anyMatch(check -> isAbout(check.probe(), part)))
        .map(Step::id)
        .findFirst();
  }

  private boolean isAbout(Probe probe, Part part) {
    if (probe instanceof Probe.PodState) {
      return part == Part.CLIENT;
    }
    if (!(probe instanceof Probe.ResourceState resource)) {
      return false;
    }
    return switch (part) {
      case CLUSTER -> resource.kind().equals("Node");
      case GATEWAY_API -> resource.kind().equals("CustomResourceDefinition");
      case ISTIO ->
          resource.kind().equals("Deployment") && resource.name().orElse("").equals("istiod");
      case CLIENT -> false;
      case SERVICE -> resource.kind().equals("Service");
      case SLICE -> resource.kind().equals("EndpointSlice");
      case POLICY -> resource.kind().equals("BackendTLSPolicy");
    };
  }
}
