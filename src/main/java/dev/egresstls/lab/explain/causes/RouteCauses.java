package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.rule.InForce;
import dev.egresstls.lab.mesh.rule.Originations;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Causes other than the lab's own objects that turn a packet out of its way, or hide it. */
final class RouteCauses {
  private static final String EXPORT = "networking.istio.io/exportTo";
  private static final String EDS = "PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES";
  private static final Pattern CLUSTER =
      Pattern.compile("outbound\\|\\d+\\|\\|([a-z0-9-]+)\\.([a-z0-9-]+)\\.svc\\..*");

  private static final String CONTAINERS = "spec.template.spec.containers";

  static final List<Row> ROWS =
      List.of(
          Row.of("other-service-same-ips", Topic.PATH)
              .byHand("kubectl -n ${otherNs} ${deleteOrAnnotate}")
              .read(Part.REQUEST)
              .when(RouteCauses::sameAddress),
          Row.of("destination-rule-wins", Topic.PATH)
              .byHand("kubectl -n ${ruleNs} delete destinationrule ${ruleName}")
              .read(Part.POLICY)
              .about(Part.POLICY, Part.SERVICE)
              .byRelease(Difference.USER_RULE_WINS.since())
              .when(RouteCauses::destinationRule),
          Row.of("eds-for-headless", Topic.PATH)
              .byHand("kubectl -n istio-system set env deployment/istiod " + EDS + "-")
              .read(Part.REQUEST)
              .when(RouteCauses::eds),
          Row.of("access-log-off", Topic.MESH_CONFIG, Topic.PATH)
              .byHand(say("explain.byHand.install"))
              .read(Part.ISTIO)
              .when(RouteCauses::noLog));

  private RouteCauses() {}

  /** What the sidecar would get, where it has a listener for the address at all. */
  private static Optional<CauseEvidence> sameAddress(CauseContext scene) {
    String own = scene.service() + "." + scene.namespace() + ".svc.";
    return scene
        .podWithSidecar()
        .map(pod -> SidecarConfig.expected(scene.seen(), scene.namespace(), ObjectNames.name(pod)))
        .flatMap(
            config ->
                scene.wanted().stream()
                    .filter(scene.addresses()::contains)
                    .map(address -> config.listenerFor(address, scene.port()))
                    .filter(listener -> listener.cluster().startsWith("outbound|"))
                    .filter(listener -> !listener.cluster().contains("|" + own))
                    .findFirst())
        .flatMap(listener -> taken(scene, listener))
        .or(() -> elsewhere(scene));
  }

  /** The same where the other one cannot be read: the request went to its cluster. */
  private static Optional<CauseEvidence> elsewhere(CauseContext scene) {
    return scene
        .found("accessLog.cluster")
        .map(CLUSTER::matcher)
        .filter(Matcher::matches)
        .filter(to -> !to.group(2).equals(scene.namespace()))
        .map(
            to -> {
              String other = "Service " + to.group(2) + "/" + to.group(1);
              return CauseEvidence.of(other, "metadata.namespace", scene.namespace(), to.group(2))
                  .with("other", other)
                  .with("otherNs", to.group(2))
                  .with("deleteOrAnnotate", unexported(to.group(1)))
                  .with("address", scene.found("remoteIp").orElse(say("explain.gap.address")));
            });
  }

  private static Optional<CauseEvidence> taken(CauseContext scene, ListenerConfig listener) {
    String object = listener.because().object();
    return Stream.of("Service", "ServiceEntry")
        .flatMap(kind -> scene.seen().all(kind).stream())
        .filter(service -> ObjectNames.of(service).equals(object))
        .findFirst()
        .map(
            service ->
                CauseEvidence.of(
                        service,
                        "metadata.creationTimestamp",
                        say("explain.gap.after", scene.service()),
                        service.at("metadata.creationTimestamp").text(""))
                    .with("other", object)
                    .with("otherNs", ObjectNames.namespace(service))
                    .with("deleteOrAnnotate", apart(scene, service))
                    .with("address", listener.address())
                    .doing(Act.Delete.of(service)));
  }

  /** Neighbours keep what they have, each to itself; in one namespace one of them must go. */
  private static String apart(CauseContext scene, Tree service) {
    String kind = service.get("kind").text("").toLowerCase(Locale.ROOT);
    String namespace = ObjectNames.namespace(service);
    String name = ObjectNames.name(service);
    boolean neighbour = !namespace.equals(scene.namespace()) && kind.equals("service");
    return neighbour ? unexported(name) : String.join(" ", "delete", kind, name);
  }

  private static String unexported(String name) {
    return String.join(" ", "annotate", "service", name, EXPORT + "=.");
  }

  private static Optional<CauseEvidence> destinationRule(CauseContext scene) {
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
        .filter(rule -> ObjectNames.of(rule).equals(because.object()))
        .findFirst()
        .map(
            rule ->
                CauseEvidence.of(
                        rule,
                        because.field(),
                        say("explain.gap.nothing"),
                        CauseFound.or(rule.at(because.field()), say("explain.gap.nothing")))
                    .with("rule", ObjectNames.of(rule))
                    .with("ruleNs", ObjectNames.namespace(rule))
                    .with("ruleName", ObjectNames.name(rule))
                    .doing(Act.Delete.of(rule)));
  }

  private static Optional<CauseEvidence> eds(CauseContext scene) {
    return scene
        .istiod()
        .filter(istiod -> scene.seen().controlPlane().edsForHeadless())
        .map(
            istiod ->
                CauseEvidence.of(
                        istiod,
                        CONTAINERS + "[discovery].env[" + EDS + "]",
                        say("explain.gap.nothing"),
                        "true")
                    .doing(CauseFound.env(istiod, EDS, Optional.empty())));
  }

  private static Optional<CauseEvidence> noLog(CauseContext scene) {
    return scene
        .seen()
        .find("ConfigMap", "istio-system", "istio")
        .filter(map -> !scene.seen().controlPlane().accessLog())
        .map(
            map ->
                CauseEvidence.of(
                        map, "data.mesh: accessLogFile", "/dev/stdout", say("explain.gap.nothing"))
                    .doing(logging(map)));
  }

  private static Act logging(Tree map) {
    Tree mesh = Yaml.read(map.at("data.mesh").text("")).with("accessLogFile", "/dev/stdout");
    return CauseFound.with(map, Yaml.write(mesh), "data", "mesh");
  }
}
