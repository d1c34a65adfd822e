package dev.egresstls.lab.explain.known;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Interception;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Causes that keep the lab's request from its listener. What they look at is what {@code trace}
 * says of the way: the object and the field that decided a hop, so that the two cannot differ.
 */
final class ReachCauses {
  private static final String RANGES = "traffic.sidecar.istio.io/excludeOutboundIPRanges";
  private static final String INCLUDED = "traffic.sidecar.istio.io/includeOutboundIPRanges";
  private static final String EXPORT_TO = "networking.istio.io/exportTo";

  static final List<Row> ROWS =
      List.of(
          Row.of("runs-as-proxy", Topic.PATH)
              .byHand("kubectl -n ${ns} edit deployment ${client}")
              .read("`trace`")
              .when(ReachCauses::asProxy),
          Row.of("range-excluded", Topic.PATH)
              .byHand("kubectl -n ${ns} edit deployment ${client}")
              .read("`trace`")
              .when(ReachCauses::ranges),
          Row.of("namespace-not-discovered", Topic.PATH, Topic.POLICY_STATUS)
              .redo(Part.ISTIO)
              .byHand(say("explain.byHand.install"))
              .read("`trace`")
              .when(scene -> mesh(scene, "discoverySelectors")),
          Row.of("service-not-exported", Topic.PATH)
              .byHand("kubectl -n ${ns} annotate service ${service} " + EXPORT_TO + "-")
              .read("`trace`")
              .when(ReachCauses::exported),
          Row.of("services-not-exported", Topic.PATH)
              .redo(Part.ISTIO)
              .byHand(say("explain.byHand.install"))
              .read("`trace`")
              .when(scene -> mesh(scene, "defaultServiceExportTo")),
          Row.of("sidecar-hides-service", Topic.PATH)
              .byHand("kubectl -n ${sidecarNs} edit sidecar ${sidecarName}")
              .read("`trace`")
              .when(ReachCauses::hidden));

  private ReachCauses() {}

  /** What decided a hop of the lab's request, to each address that it may dial. */
  private static Stream<Because> decided(CauseContext scene, Hop.Kind kind) {
    return scene.podWithSidecar().stream()
        .flatMap(
            pod ->
                scene.wanted().stream()
                    .map(
                        address ->
                            new Dial(
                                "http",
                                scene.host(),
                                scene.port(),
                                scene.namespace(),
                                ObjectNames.name(pod),
                                Optional.of(address))))
        .map(dial -> PathModel.trace(dial, scene.seen()))
        .flatMap(route -> route.hop(kind).stream())
        .map(Hop::because);
  }

  private static Optional<Because> decided(
      CauseContext scene, Hop.Kind kind, Predicate<Because> condition) {
    return decided(scene, kind).filter(condition).findFirst();
  }

  private static CauseEvidence sighting(Because because) {
    String saw = because.value().isEmpty() ? say("explain.gap.something") : because.value();
    return CauseEvidence.of(because.object(), because.field(), say("explain.gap.nothing"), saw);
  }

  private static Optional<CauseEvidence> asProxy(CauseContext scene) {
    return decided(scene, Hop.Kind.IPTABLES, b -> b.field().contains("securityContext"))
        .map(
            because ->
                sighting(because)
                    .with("uid", because.value())
                    .doing(withoutUser(scene).stream().toArray(Act[]::new)));
  }

  /** A restart of the client whose containers have a user of the image's choice again. */
  private static Optional<Act> withoutUser(CauseContext scene) {
    return scene
        .theDeployment()
        .map(
            deployment -> {
              String path = "spec.template.spec.containers";
              List<Tree> containers = new ArrayList<>();
              for (Tree one : deployment.at(path).items()) {
                Tree context = one.get("securityContext");
                Tree free = context.without("runAsUser").without("runAsGroup");
                containers.add(context.isObject() ? one.with("securityContext", free) : one);
              }
              String[] keys = {"spec", "template", "spec"};
              Tree none = Tree.object("runAsUser", null, "runAsGroup", null);
              Tree spec = Tree.object("containers", containers, "securityContext", none);
              return new Act.Restart(Ref.of(deployment), TreeEdit.put(Tree.object(), spec, keys));
            });
  }

  private static Optional<CauseEvidence> ranges(CauseContext scene) {
    return decided(scene, Hop.Kind.IPTABLES, because -> byRange(scene, because))
        .map(because -> sighting(because).doing(CauseFound.renewed(scene, RANGES, INCLUDED)));
  }

  private static boolean byRange(CauseContext scene, Because because) {
    Interception rules = Interception.of(scene.pod().orElse(Tree.MISSING));
    String value = because.value();
    return because.field().contains("IPRanges")
        || (because.field().endsWith(".args")
            && !value.isEmpty()
            && Stream.of(rules.excludedRanges(), rules.includedRanges())
                .anyMatch(list -> String.join(",", list).equals(value)));
  }

  private static Optional<CauseEvidence> exported(CauseContext scene) {
    return decided(scene, Hop.Kind.LISTENER, because -> because.field().contains(EXPORT_TO))
        .flatMap(
            because ->
                scene
                    .theService()
                    .map(
                        service ->
                            sighting(because)
                                .doing(
                                    CauseFound.without(
                                        service, "metadata", "annotations", EXPORT_TO))));
  }

  private static Optional<CauseEvidence> mesh(CauseContext scene, String setting) {
    return decided(scene, Hop.Kind.LISTENER, b -> b.field().equals("data.mesh: " + setting))
        .map(ReachCauses::sighting);
  }

  private static Optional<CauseEvidence> hidden(CauseContext scene) {
    return decided(scene, Hop.Kind.LISTENER, b -> b.object().startsWith("Sidecar "))
        .filter(because -> because.field().equals("spec.egress[].hosts"))
        .flatMap(
            because ->
                scene.seen().all("Sidecar").stream()
                    .filter(one -> ObjectNames.of(one).equals(because.object()))
                    .findFirst()
                    .map(
                        one ->
                            sighting(because)
                                .with("sidecar", ObjectNames.of(one))
                                .with("sidecarNs", ObjectNames.namespace(one))
                                .with("sidecarName", ObjectNames.name(one))
                                .doing(Act.Delete.of(one))));
  }
}
