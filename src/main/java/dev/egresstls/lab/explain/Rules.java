package dev.egresstls.lab.explain;

import dev.egresstls.lab.explain.Causes.Topic;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.istio.TrackMix;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.value.Tree;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The causes that are known, the most fundamental first: the first that is true is named. */
final class Rules {
  /**
   * A cause that may be true.
   *
   * @param topics the checks that it explains
   * @param cause empty if it is not so
   */
  record Rule(Set<Topic> topics, Function<Scene, Optional<Cause>> cause) {}

  static final List<Rule> ALL =
      List.of(
          rule(Rules::istiodNotReady, Topic.CLIENT, Topic.POLICY, Topic.PATH),
          rule(Rules::policyIgnored, Topic.POLICY, Topic.PATH),
          rule(Rules::serviceMissing, Topic.SERVICE, Topic.POLICY, Topic.PATH),
          rule(Rules::serviceHasAddress, Topic.SERVICE, Topic.PATH),
          rule(Rules::namespaceUnlabelled, Topic.NAMESPACE, Topic.CLIENT, Topic.PATH),
          rule(Rules::podWithoutSidecar, Topic.CLIENT, Topic.PATH),
          rule(Rules::sliceMissing, Topic.SLICE, Topic.PATH),
          rule(Rules::sliceUnlabelled, Topic.SLICE, Topic.PATH),
          rule(Rules::addressMissing, Topic.SLICE, Topic.PATH),
          rule(Rules::policyMissing, Topic.POLICY, Topic.PATH),
          rule(Rules::policyTargetsAnother, Topic.POLICY, Topic.PATH));

  private Rules() {}

  private static Rule rule(Function<Scene, Optional<Cause>> cause, Topic first, Topic... more) {
    return new Rule(EnumSet.of(first, more), cause);
  }

  private static Optional<Cause> when(boolean so, String because, String fix) {
    return so ? Optional.of(new Cause(because, fix)) : Optional.empty();
  }

  private static Optional<Cause> istiodNotReady(Scene scene) {
    boolean missing = scene.istiod().isEmpty();
    boolean ready = scene.istiod().map(one -> Scene.condition(one, "Available")).orElse(false);
    return when(
        !ready,
        missing
            ? "istiod is not installed, so nobody injects or configures a sidecar"
            : "istiod is not available, so nobody injects or configures a sidecar",
        missing ? "do the step that installs Istio" : "kubectl -n istio-system get pods");
  }

  private static Optional<Cause> policyIgnored(Scene scene) {
    var istio = scene.seen().istio();
    var crd = scene.seen().crd();
    if (istio.isEmpty() || crd.isEmpty()) {
      return Optional.empty();
    }
    Optional<Problem> mix =
        TrackMix.mismatch(
            istio.get(),
            crd.get().bundle(),
            crd.get().channel(),
            crd.get().served(),
            scene.seen().controlPlane().alphaGatewayApi());
    return mix.map(
        one ->
            new Cause(
                one.what() + one.because().map(why -> ": " + why).orElse(""),
                one.tries().isEmpty() ? "" : one.tries().get(0)));
  }

  private static Optional<Cause> serviceMissing(Scene scene) {
    return when(
        scene.find("Service", scene.service()).isEmpty(),
        "the Service " + scene.service() + " does not exist, so the sidecar has no cluster for it",
        "do the step that creates the Service");
  }

  /** A Service's clusterIP cannot be changed to None, so it must be made anew. */
  private static Optional<Cause> serviceHasAddress(Scene scene) {
    String address =
        scene
            .find("Service", scene.service())
            .map(one -> one.at("spec.clusterIP").text("None"))
            .orElse("None");
    return when(
        !address.equals("None"),
        "the Service "
            + scene.service()
            + " has the clusterIP "
            + address
            + ", so it is not headless and its cluster is not ORIGINAL_DST",
        "kubectl -n "
            + scene.namespace()
            + " delete service "
            + scene.service()
            + ", then do the step again");
  }

  private static Optional<Cause> namespaceUnlabelled(Scene scene) {
    Optional<Tree> namespace = scene.seen().find("Namespace", "", scene.namespace());
    boolean labelled =
        namespace
            .map(one -> one.at("metadata.labels[istio-injection]").text("").equals("enabled"))
            .orElse(true);
    return when(
        !labelled,
        "the namespace " + scene.namespace() + " is not labelled, so new pods get no sidecar",
        "kubectl label namespace " + scene.namespace() + " istio-injection=enabled");
  }

  private static Optional<Cause> podWithoutSidecar(Scene scene) {
    return scene
        .clientPod()
        .filter(pod -> !Sidecar.of(pod).present())
        .map(
            pod ->
                new Cause(
                    "the pod "
                        + pod.at("metadata.name").text("")
                        + " has no sidecar: it was created before the label, and a sidecar is"
                        + " injected only when a pod is created",
                    "kubectl -n "
                        + scene.namespace()
                        + " rollout restart deployment/"
                        + scene.client()));
  }

  private static Optional<Cause> sliceMissing(Scene scene) {
    return when(
        scene.addresses().isEmpty(),
        "the EndpointSlice "
            + scene.slice()
            + " does not exist or is empty, so the sidecar has no listener for the host",
        "do the step that writes the EndpointSlice");
  }

  private static Optional<Cause> sliceUnlabelled(Scene scene) {
    String owner =
        scene
            .find("EndpointSlice", scene.slice())
            .map(one -> one.at("metadata.labels[kubernetes.io/service-name]").text(""))
            .orElse(scene.service());
    return when(
        !owner.equals(scene.service()),
        "the EndpointSlice "
            + scene.slice()
            + " does not belong to the Service: its label kubernetes.io/service-name is "
            + (owner.isEmpty() ? "missing" : owner),
        "kubectl -n "
            + scene.namespace()
            + " label --overwrite endpointslice "
            + scene.slice()
            + " kubernetes.io/service-name="
            + scene.service());
  }

  private static Optional<Cause> addressMissing(Scene scene) {
    List<String> wanted = scene.dialled().map(List::of).orElseGet(() -> scene.vars().items("ips"));
    List<String> have = scene.addresses();
    return wanted.stream()
        .filter(address -> !have.contains(address))
        .findFirst()
        .map(
            address ->
                new Cause(
                    address
                        + " is what DNS may answer, but it is not in the EndpointSlice, so the"
                        + " sidecar has no listener for it and lets it out as it is",
                    "do the step that writes the EndpointSlice again"));
  }

  private static Optional<Cause> policyMissing(Scene scene) {
    return when(
        scene.find("BackendTLSPolicy", scene.policy()).isEmpty(),
        "the BackendTLSPolicy "
            + scene.policy()
            + " does not exist, so the sidecar sends plain text to a TLS port",
        "do the step that enables TLS origination");
  }

  private static Optional<Cause> policyTargetsAnother(Scene scene) {
    List<String> targets =
        scene.find("BackendTLSPolicy", scene.policy()).stream()
            .flatMap(one -> one.at("spec.targetRefs").items().stream())
            .map(target -> target.get("name").text(""))
            .toList();
    return when(
        !targets.isEmpty() && !targets.contains(scene.service()),
        "the BackendTLSPolicy "
            + scene.policy()
            + " targets "
            + String.join(", ", targets)
            + ", not the Service "
            + scene.service(),
        "do the step that enables TLS origination again");
  }
}
