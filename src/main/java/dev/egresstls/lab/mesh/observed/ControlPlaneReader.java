package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads istiod's Deployment and pods, and the ConfigMap {@code istio}. */
final class ControlPlaneReader {
  private static final String NAMESPACE = "istio-system";

  /** The mesh settings of a text; they seldom differ from those of the observation before. */
  private record Parsed(String yaml, Tree mesh) {}

  private static volatile Parsed last = new Parsed("", Tree.MISSING);

  private final List<Tree> objects;

  ControlPlaneReader(List<Tree> objects) {
    this.objects = objects;
  }

  ControlPlane read() {
    Tree discovery = discovery();
    Tree mesh = mesh();
    ControlPlane.Flags flags =
        new ControlPlane.Flags(
            flag(discovery, "PILOT_ENABLE_ALPHA_GATEWAY_API"),
            flag(discovery, "PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES"));
    ControlPlane.Settings settings =
        new ControlPlane.Settings(
            OutboundPolicy.of(mesh.at("outboundTrafficPolicy.mode").text("")),
            !mesh.get("accessLogFile").text("").isEmpty(),
            Exports.of(mesh),
            mesh);
    return new ControlPlane(
        discovery.get("image").text().flatMap(IstioVersion::ofImage),
        discovery.get("image").text(""),
        started(),
        flags,
        settings);
  }

  private Tree discovery() {
    return object("Deployment", "istiod").at("spec.template.spec.containers").items().stream()
        .filter(container -> container.get("name").text("").equals("discovery"))
        .findFirst()
        .orElse(Tree.MISSING);
  }

  private Tree object(String kind, String name) {
    return objects.stream()
        .filter(object -> object.get("kind").text("").equals(kind))
        .filter(object -> ObjectNames.name(object).equals(name))
        .filter(object -> ObjectNames.namespace(object).equals(NAMESPACE))
        .findFirst()
        .orElse(Tree.MISSING);
  }

  private static boolean flag(Tree container, String name) {
    return container.get("env").items().stream()
        .filter(env -> env.get("name").text("").equals(name))
        .anyMatch(env -> isTrue(env.get("value").text("")));
  }

  /** As Go's strconv.ParseBool, by which istiod reads its flags. */
  private static boolean isTrue(String text) {
    return List.of("1", "t", "T", "true", "TRUE", "True").contains(text);
  }

  private Tree mesh() {
    String yaml = object("ConfigMap", "istio").at("data.mesh").text("");
    Parsed known = last;
    if (!known.yaml().equals(yaml)) {
      known = new Parsed(yaml, parsed(yaml));
      last = known;
    }
    return known.mesh();
  }

  private static Tree parsed(String yaml) {
    try {
      return Yaml.read(yaml);
    } catch (Yaml.Malformed e) {
      return Tree.MISSING;
    }
  }

  private Optional<Instant> started() {
    return objects.stream()
        .filter(object -> object.get("kind").text("").equals("Pod"))
        .filter(pod -> ObjectNames.namespace(pod).equals(NAMESPACE))
        .filter(pod -> pod.at("metadata.labels.app").text("").equals("istiod"))
        .flatMap(pod -> pod.at("status.containerStatuses").items().stream())
        .flatMap(status -> ObjectNames.time(status.at("state.running.startedAt")).stream())
        .max(Comparator.naturalOrder());
  }
}
