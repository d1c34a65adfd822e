package dev.egresstls.lab.explain.known;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.scene.Act;
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
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Optional;

/** Causes beside the lab's own objects that turn a packet out of its way, or hide it. */
final class WayCauses {
  private static final String EDS = "PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES";
  private static final String CONTAINERS = "spec.template.spec.containers";

  static final List<Row> ROWS =
      List.of(
          Row.of("other-service-same-ips", Topic.PATH)
              .byHand("kubectl -n ${otherNs} delete service ${otherName}")
              .read("`show request`")
              .when(WayCauses::sameAddress),
          Row.of("destination-rule-wins", Topic.PATH)
              .byHand("kubectl -n ${ruleNs} delete destinationrule ${ruleName}")
              .read("`show policy`")
              .byRelease()
              .when(WayCauses::destinationRule),
          Row.of("eds-for-headless", Topic.PATH)
              .byHand("kubectl -n istio-system set env deployment/istiod " + EDS + "-")
              .read("`show request`")
              .when(WayCauses::eds),
          Row.of("access-log-off", Topic.MESH_CONFIG, Topic.PATH)
              .byHand(say("explain.byHand.install"))
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
                        say("explain.gap.after", scene.service()),
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
                        say("explain.gap.nothing"),
                        Found.or(rule.at(because.field()), say("explain.gap.nothing")))
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
                Sighting.of(
                        istiod,
                        CONTAINERS + "[discovery].env[" + EDS + "]",
                        say("explain.gap.nothing"),
                        "true")
                    .doing(Found.env(istiod, EDS, Optional.empty())));
  }

  private static Optional<Sighting> noLog(Scene scene) {
    return scene
        .seen()
        .find("ConfigMap", "istio-system", "istio")
        .filter(map -> !scene.seen().controlPlane().accessLog())
        .map(
            map ->
                Sighting.of(
                        map, "data.mesh: accessLogFile", "/dev/stdout", say("explain.gap.nothing"))
                    .doing(logging(map)));
  }

  private static Act logging(Tree map) {
    Tree mesh = Yaml.read(map.at("data.mesh").text("")).with("accessLogFile", "/dev/stdout");
    return Found.with(map, Yaml.write(mesh), "data", "mesh");
  }
}
