package dev.egresstls.lab.explain.known;

import dev.egresstls.lab.explain.scene.Act;
import dev.egresstls.lab.explain.scene.Part;
import dev.egresstls.lab.explain.scene.Row;
import dev.egresstls.lab.explain.scene.Scene;
import dev.egresstls.lab.explain.scene.Sighting;
import dev.egresstls.lab.explain.scene.Topic;
import dev.egresstls.lab.mesh.config.ListenerConfig;
import dev.egresstls.lab.mesh.config.SidecarConfig;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.rule.InForce;
import dev.egresstls.lab.mesh.rule.Originations;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Causes beside the lab's own objects that turn a packet out of its way, or hide it. */
final class WayCauses {
  private static final String EDS = "PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES";
  private static final String CONTAINERS = "spec.template.spec.containers";

  static final List<Row> ROWS =
      List.of(
          Row.of("other-service-same-ips", Topic.PATH)
              .because(
                  "${other} has the same address and port and is older, so the sidecar's one"
                      + " listener for ${address} leads to it")
              .recognised(
                  "another Service with a port of the same number whose EndpointSlice holds one of"
                      + " the addresses, older by `metadata.creationTimestamp`")
              .fix("deletes ${other}, which the lab did not make")
              .byHand("kubectl -n ${otherNs} delete service ${otherName}")
              .read("`show request`")
              .when(WayCauses::sameAddress),
          Row.of("destination-rule-wins", Topic.PATH)
              .because(
                  "${rule} is for the same Service, and this Istio goes by it and not by the"
                      + " BackendTLSPolicy")
              .recognised(
                  "a DestinationRule with the Service as its `spec.host` and other TLS settings than"
                      + " the policy's")
              .fix("deletes ${rule}, which the lab did not make")
              .byHand("kubectl -n ${ruleNs} delete destinationrule ${ruleName}")
              .read("`show policy`")
              .versions("Istio 1.31 and later; before that a policy wins over a DestinationRule")
              .when(WayCauses::destinationRule),
          Row.of("eds-for-headless", Topic.PATH)
              .because(
                  "istiod makes EDS clusters for headless Services, so the sidecar dials what the"
                      + " EndpointSlice says and not what the client dialled")
              .recognised(
                  "Deployment istio-system/istiod, container `discovery`: its variable `"
                      + EDS
                      + "` is true")
              .fix("takes that variable out of istiod, which starts anew")
              .byHand("kubectl -n istio-system set env deployment/istiod " + EDS + "-")
              .read("`show request`")
              .when(WayCauses::eds),
          Row.of("access-log-off", Topic.MESH_CONFIG, Topic.PATH)
              .because("Sidecars write no access log, so nobody can see which way the request went")
              .recognised("ConfigMap istio-system/istio, `data.mesh`: `accessLogFile` is empty")
              .redo(Part.ISTIO, "installs Istio again with meshConfig.accessLogFile=/dev/stdout")
              .byHand("istioctl install, with the settings that `show istio` has")
              .read("`show istio`")
              .when(WayCauses::noLog));

  private WayCauses() {}

  /** What the sidecar would be told, where it has a listener for the address at all. */
  private static Optional<Sighting> sameAddress(Scene scene) {
    String own = scene.service() + "." + scene.namespace() + ".svc.";
    return scene
        .podWithSidecar()
        .map(pod -> SidecarConfig.expected(scene.seen(), scene.namespace(), Names.name(pod)))
        .flatMap(
            config ->
                scene.wanted().stream()
                    .map(address -> config.listenerFor(address, scene.port()))
                    .filter(listener -> listener.cluster().startsWith("outbound|"))
                    .filter(listener -> !listener.cluster().contains("|" + own))
                    .findFirst())
        .flatMap(listener -> taken(scene, listener));
  }

  private static Optional<Sighting> taken(Scene scene, ListenerConfig listener) {
    String object = listener.because().object();
    return scene.seen().all("Service").stream()
        .filter(service -> Names.of(service).equals(object))
        .findFirst()
        .map(
            service ->
                Sighting.of(
                        service,
                        "metadata.creationTimestamp",
                        "after that of " + scene.service(),
                        service.at("metadata.creationTimestamp").text(""))
                    .with("other", object)
                    .with("otherNs", Names.namespace(service))
                    .with("otherName", Names.name(service))
                    .with("address", listener.address())
                    .doing(Act.Delete.of(service)));
  }

  private static Optional<Sighting> destinationRule(Scene scene) {
    InForce inForce =
        new Originations(scene.seen(), scene.namespace(), Tree.MISSING)
            .of(scene.namespace(), scene.service(), scene.portName(), scene.port());
    Because because = inForce.because();
    boolean asThePolicy =
        inForce
            .tls()
            .map(tls -> tls.sni().equals(scene.host()) && tls.ca().equals("file-root:system"))
            .orElse(false);
    return scene.seen().all("DestinationRule").stream()
        .filter(rule -> scene.thePolicy().isPresent() && !asThePolicy)
        .filter(rule -> Names.of(rule).equals(because.object()))
        .findFirst()
        .map(
            rule ->
                Sighting.of(
                        rule,
                        because.field(),
                        "nothing",
                        Found.or(rule.at(because.field()), "nothing"))
                    .with("rule", Names.of(rule))
                    .with("ruleNs", Names.namespace(rule))
                    .with("ruleName", Names.name(rule))
                    .doing(Act.Delete.of(rule)));
  }

  private static Optional<Sighting> eds(Scene scene) {
    return scene
        .istiod()
        .filter(istiod -> scene.seen().controlPlane().edsForHeadless())
        .map(
            istiod ->
                Sighting.of(istiod, CONTAINERS + "[discovery].env[" + EDS + "]", "nothing", "true")
                    .doing(withoutEnv(istiod)));
  }

  private static Act withoutEnv(Tree istiod) {
    List<Tree> containers = new ArrayList<>();
    for (Tree container : istiod.at(CONTAINERS).items()) {
      List<Tree> kept =
          container.get("env").items().stream()
              .filter(env -> !env.get("name").text("").equals(EDS))
              .toList();
      containers.add(container.get("env").isPresent() ? container.with("env", kept) : container);
    }
    return new Act.Merge(
        Ref.of(istiod), Found.patch(containers, "spec", "template", "spec", "containers"));
  }

  private static Optional<Sighting> noLog(Scene scene) {
    return scene
        .seen()
        .find("ConfigMap", "istio-system", "istio")
        .filter(map -> !scene.seen().controlPlane().accessLog())
        .map(map -> Sighting.of(map, "data.mesh: accessLogFile", "/dev/stdout", "nothing"));
  }
}
