package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Version;
import dev.egresstls.lab.world.Ref;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at objects in the cluster, as far as they are watched. It asks for nothing itself. */
final class ObjectLook {
  private final CheckWatches watches;

  ObjectLook(CheckWatches watches) {
    this.watches = watches;
  }

  /** What a probe sees: at least one, more where any object of a kind will do. */
  List<Evidence> see(Probe.ResourceState probe, Vars vars) {
    String apiVersion = vars.fill(probe.apiVersion());
    String kind = probe.kind();
    Optional<String> namespace = probe.namespace().map(vars::fill);
    Optional<String> name = probe.name().map(vars::fill);
    String subject =
        name.map(one -> new Ref(apiVersion, kind, namespace, one).toString()).orElse(kind);
    var problem = watches.problem(apiVersion, kind);
    if (problem.isPresent()) {
      return List.of(Evidence.unknown(subject, problem.get()));
    }
    if (!watches.served(apiVersion, kind)) {
      return List.of(Evidence.nothing(subject, say("check.notServed", kind, apiVersion)));
    }
    List<Evidence> found =
        watches.items(apiVersion, kind).stream()
            .filter(object -> namespace.map(ns -> in(object, ns)).orElse(true))
            .filter(object -> name.map(one -> called(object, one)).orElse(true))
            .filter(object -> labelled(object, probe.selector()))
            .sorted(Comparator.comparing(object -> object.at("metadata.name").text("")))
            .map(object -> Evidence.of(Ref.of(object).toString(), withVersion(object)))
            .toList();
    return found.isEmpty() ? List.of(Evidence.nothing(subject, "")) : found;
  }

  private static boolean in(Tree object, String namespace) {
    return object.at("metadata.namespace").text("").equals(namespace);
  }

  private static boolean called(Tree object, String name) {
    return object.at("metadata.name").text("").equals(name);
  }

  private static boolean labelled(Tree object, Map<String, String> selector) {
    Tree labels = object.at("metadata.labels");
    return selector.entrySet().stream()
        .allMatch(one -> labels.get(one.getKey()).text("").equals(one.getValue()));
  }

  private static Tree withVersion(Tree object) {
    return object
        .at("spec.template.spec.containers[0].image")
        .text()
        .flatMap(Version::of)
        .map(version -> object.with("version", version.toString()))
        .orElse(object);
  }

  /** What a probe sees of the newest pod of a Deployment. */
  Evidence see(Probe.PodState probe, Vars vars) {
    String namespace = vars.fill(probe.namespace());
    String deployment = vars.fill(probe.deployment());
    String subject = say("check.podOf", namespace, deployment);
    var problem = watches.problem("v1", "Pod");
    if (problem.isPresent()) {
      return Evidence.unknown(subject, problem.get());
    }
    return newestPod(namespace, deployment)
        .map(pod -> Evidence.of(Ref.of(pod).toString(), withSidecar(pod)))
        .orElse(Evidence.nothing(subject, say("check.noPod")));
  }

  private static Tree withSidecar(Tree pod) {
    Sidecar sidecar = Sidecar.of(pod);
    return pod.with(
        "sidecar",
        Tree.object(
            "present", sidecar.present(), "native", sidecar.asNative(), "ready", sidecar.ready()));
  }

  /** The newest pod of a Deployment that is not on its way out. */
  Optional<Tree> newestPod(String namespace, String deployment) {
    return DeploymentPods.newest(watches.items("v1", "Pod"), namespace, deployment);
  }

  /** The IPv4 addresses of an EndpointSlice; none if it does not exist. */
  List<String> addresses(String namespace, String slice) {
    return watches.items("discovery.k8s.io/v1", "EndpointSlice").stream()
        .filter(object -> in(object, namespace) && called(object, slice))
        .flatMap(object -> object.get("endpoints").items().stream())
        .flatMap(endpoint -> endpoint.get("addresses").texts().stream())
        .toList();
  }
}
