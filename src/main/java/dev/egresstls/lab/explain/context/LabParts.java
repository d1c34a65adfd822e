package dev.egresstls.lab.explain.context;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Scenario.Subject;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIfChange.Target;
import dev.egresstls.lab.world.Ref;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a lab's own steps are about: read from its checks and actions, so that no name of one lab is
 * known here.
 */
record LabParts(Lab lab, Vars vars) {
  private static final int HTTPS = 443;
  private static final Pattern PORT = Pattern.compile("^https?://[^/]*:([0-9]{1,5})(?:/|$)");

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

  private Optional<Subject> subject() {
    return lab.scenario().subject();
  }

  String namespace() {
    return subject().map(one -> vars.show(one.client().namespace())).orElseGet(this::podNamespace);
  }

  private String podNamespace() {
    return probes(Probe.PodState.class).findFirst().map(p -> vars.show(p.namespace())).orElse("");
  }

  String client() {
    return subject()
        .map(one -> one.client().deployment())
        .or(() -> probes(Probe.PodState.class).findFirst().map(Probe.PodState::deployment))
        .map(vars::show)
        .orElse("");
  }

  /**
   * The name of the first object of a kind that the lab is about, or else that a check looks at;
   * empty text if there is none.
   */
  String named(String kind) {
    return lab.scenario()
        .object(kind)
        .map(Target::name)
        .or(
            () ->
                probes(Probe.ResourceState.class)
                    .filter(probe -> probe.kind().equals(kind))
                    .flatMap(probe -> probe.name().stream())
                    .findFirst())
        .map(vars::show)
        .orElse("");
  }

  /** Whether the lab is about a part. */
  boolean has(Part part) {
    boolean named =
        switch (part) {
          case SERVICE -> lab.scenario().object("Service").isPresent();
          case SLICE -> lab.scenario().object("EndpointSlice").isPresent();
          case POLICY -> lab.scenario().object("BackendTLSPolicy").isPresent();
          default -> false;
        };
    return named || step(part).isPresent();
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
    boolean object =
        lab.scenario().objects().stream()
            .filter(one -> one.kind().equals(ref.kind()))
            .anyMatch(one -> vars.show(one.name()).equals(ref.name()));
    return object
        || isIstio(ref)
        || (deployment ? ref.name().equals(client()) : named(ref.kind()).equals(ref.name()));
  }

  int port() {
    return slice().map(Action.WriteSlice::port).orElseGet(this::dialled);
  }

  private int dialled() {
    Matcher port = PORT.matcher(lab.scenario().subject().map(one -> vars.url()).orElse(""));
    return port.find() ? Integer.parseInt(port.group(1)) : HTTPS;
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
    if (probe instanceof Probe.Request) {
      return part == Part.REQUEST;
    }
    if (!(probe instanceof Probe.ResourceState resource)) {
      return false;
    }
    return switch (part) {
      case CLUSTER -> resource.kind().equals("Node");
      case GATEWAY_API -> resource.kind().equals("CustomResourceDefinition");
      case ISTIO ->
          resource.kind().equals("Deployment") && resource.name().orElse("").equals("istiod");
      case CLIENT, REQUEST -> false;
      case SERVICE -> resource.kind().equals("Service");
      case SLICE -> resource.kind().equals("EndpointSlice");
      case POLICY -> resource.kind().equals("BackendTLSPolicy");
    };
  }
}
