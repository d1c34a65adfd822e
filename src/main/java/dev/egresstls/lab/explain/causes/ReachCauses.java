package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.HttpProxy;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Causes that keep the lab's request from its listener. What they look at is what {@code trace}
 * says of the way: the object and the field that decided a hop, so that the two cannot differ.
 */
final class ReachCauses {
  private static final String RANGES = "traffic.sidecar.istio.io/excludeOutboundIPRanges";
  private static final String INCLUDED = "traffic.sidecar.istio.io/includeOutboundIPRanges";
  private static final String MODE = "sidecar.istio.io/interceptionMode";
  private static final String EXPORT_TO = "networking.istio.io/exportTo";

  static final List<Row> ROWS =
      List.of(
          Row.of("client-uses-proxy", Topic.PATH)
              .byHand("kubectl -n ${ns} set env deployment/${client} ${variable}-")
              .read("`trace`")
              .when(ReachCauses::proxied),
          Row.of("redirection-off", Topic.PATH)
              .byHand("kubectl -n ${ns} edit deployment ${client}")
              .read("`trace`")
              .when(ReachCauses::notRedirected),
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
              .when(ReachCauses::hidden),
          Row.of("virtual-service-leads-away", Topic.PATH)
              .byHand("kubectl -n ${routeNs} delete virtualservice ${routeName}")
              .read("`trace`")
              .when(ReachCauses::ledAway));

  private ReachCauses() {}

  /** The request as the lab sends it, to an address. */
  static Dial dial(CauseContext scene, Tree pod, Optional<String> address) {
    String name = ObjectNames.name(pod);
    return new Dial("http", scene.host(), scene.port(), scene.namespace(), name, address);
  }

  /** What decided a hop of the lab's request, to each address that it may dial. */
  private static Stream<Because> decided(CauseContext scene, Hop.Kind kind) {
    return scene.podWithSidecar().stream()
        .flatMap(
            pod -> scene.wanted().stream().map(address -> dial(scene, pod, Optional.of(address))))
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

  private static Optional<CauseEvidence> proxied(CauseContext scene) {
    return scene
        .podWithSidecar()
        .flatMap(
            pod -> {
              Dial dial = dial(scene, pod, Optional.empty());
              return HttpProxy.of(dial, pod)
                  .filter(proxy -> !proxy.isDialled(dial))
                  .map(
                      proxy ->
                          CauseEvidence.of(
                                  pod, proxy.field(), say("explain.gap.nothing"), proxy.value())
                              .with("variable", proxy.variable())
                              .with("proxy", proxy.value())
                              .doing(
                                  renewed(scene, one -> withoutVariable(one, proxy.variable()))));
            });
  }

  private static Tree withoutVariable(Tree container, String name) {
    List<Tree> env = new ArrayList<>(container.get("env").items());
    env.removeIf(one -> one.get("name").text("").equals(name));
    return container.get("env").isMissing() ? container : container.with("env", env);
  }

  private static Optional<CauseEvidence> notRedirected(CauseContext scene) {
    return decided(scene, Hop.Kind.IPTABLES, because -> because.value().equals("NONE"))
        .map(because -> sighting(because).doing(CauseFound.renewed(scene, MODE)));
  }

  /** Bytes that a VirtualService leads elsewhere, or by a server name that plain HTTP lacks. */
  private static Optional<CauseEvidence> ledAway(CauseContext scene) {
    return Stream.of(Hop.Kind.LISTENER, Hop.Kind.FILTER, Hop.Kind.CLUSTER)
        .flatMap(kind -> decided(scene, kind))
        .filter(because -> because.object().startsWith("VirtualService "))
        .findFirst()
        .flatMap(
            because ->
                scene.seen().all("VirtualService").stream()
                    .filter(one -> ObjectNames.of(one).equals(because.object()))
                    .findFirst()
                    .map(
                        one ->
                            sighting(because)
                                .with("route", ObjectNames.of(one))
                                .with("routeNs", ObjectNames.namespace(one))
                                .with("routeName", ObjectNames.name(one))
                                .doing(Act.Delete.of(one))));
  }

  /** A restart of the client whose containers are changed. */
  private static Act[] renewed(CauseContext scene, UnaryOperator<Tree> change) {
    return scene.theDeployment().stream()
        .map(
            deployment -> {
              List<Tree> containers =
                  deployment.at("spec.template.spec.containers").items().stream()
                      .map(change)
                      .toList();
              Tree patch = CauseFound.patch(containers, "spec", "template", "spec", "containers");
              return (Act) new Act.Restart(Ref.of(deployment), patch);
            })
        .toArray(Act[]::new);
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
