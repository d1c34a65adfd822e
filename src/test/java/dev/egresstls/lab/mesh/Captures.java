package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.mesh.observed.StatedOrigin;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs of the tutorial and its neighbours on real Istio, under {@code captures/}. */
public final class Captures {
  /** What DNS answered in every run. */
  public static final Map<String, List<String>> DNS =
      Map.of("www.google.com", List.of("203.0.113.10", "203.0.113.11"));

  private static final Path ROOT = Path.of("src/test/resources/captures");
  private static final Path MORE = Path.of("src/test/resources/more-captures");

  private static final Pattern CHANGED =
      Pattern.compile("google(-.*)?|z-.*|a-.*|lab-ca|user-rule|web|default|ext(-80)?|kiosk");
  private static final List<String> KINDS =
      List.of(
          "configmaps",
          "services",
          "endpointslices",
          "serviceentries",
          "sidecars",
          "virtualservices",
          "destinationrules",
          "backendtlspolicies");

  /** What was read of each file: a run is asked for by many tests. */
  private static final Map<Path, Tree> READ = new ConcurrentHashMap<>();

  private static final Map<Path, List<Capture>> BELOW = new ConcurrentHashMap<>();

  /** The other server of the newer runs, as their README says. */
  private static final List<StatedOrigin> OTHER =
      List.of(
          new StatedOrigin(
              "203.0.113.12",
              Optional.of(443),
              Optional.of(List.of("other.example")),
              Optional.of(StatedOrigin.Plain.BAD_REQUEST),
              Optional.of(false),
              Optional.of("system")));

  private Captures() {}

  private static Tree configMap(String mesh) {
    return Tree.object(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        Tree.object("name", "istio", "namespace", "istio-system"),
        "data",
        Tree.object("mesh", mesh));
  }

  /** The stand-in, whose own CA is in the ConfigMap of a run that trusts it by name. */
  private static Origin origin() {
    Tree map =
        read(MORE.resolve("1.29.1/good-ca/scenario.json")).at("objects.configmaps").items().stream()
            .filter(object -> object.at("metadata.name").text("").equals("lab-ca"))
            .findFirst()
            .orElseThrow();
    Origin known = Origin.withCertificate("www.google.com", "*.google.com");
    List<String> cas = List.of(map.get("data").get("ca.crt").text(""));
    return new Origin(known.tlsPorts(), known.plainPorts(), known.names(), true, cas, true);
  }

  /**
   * One run.
   *
   * @param name {@code 1.27.9/tutorial}
   */
  public record Capture(String name, Tree scenario, Tree envoy) {
    @Override
    public String toString() {
      return name;
    }

    /** The last part of the name. */
    public String id() {
      return scenario.get("scenario").text("");
    }

    public IstioVersion istio() {
      return IstioVersion.parse(scenario.get("istio").text("")).orElseThrow();
    }

    public ConfigDump dump() {
      return ConfigDump.read(envoy);
    }

    /** Every object of the run. */
    public List<Tree> objects() {
      List<Tree> objects = new ArrayList<>();
      scenario.get("objects").fields().values().forEach(list -> objects.addAll(list.items()));
      objects.addAll(scenario.get("namespaces").items());
      objects.addAll(scenario.get("pods").items());
      scenario.get("mesh").text().ifPresent(mesh -> objects.add(configMap(mesh)));
      return objects;
    }

    /** What the cluster held, and what the captures' README says of mesh and origin. */
    public Observation observed() {
      return observed(objects());
    }

    /** The same with other objects. */
    public Observation observed(List<Tree> objects) {
      String[] bundle = scenario.get("gatewayApi").text("").split(" ");
      String served = bundle[0].equals("v1.3.0") ? "v1alpha3" : "v1";
      boolean registryOnly =
          id().startsWith("registry-only")
              || scenario.get("mesh").text("").contains("REGISTRY_ONLY");
      return Observation.of(objects, DNS)
          .with(new PolicyCrd(bundle[0], bundle[1], List.of(served)))
          .with(origin())
          .stating(OTHER)
          .withIstio(istio())
          .withAlphaFlag(!id().equals("no-alpha-flag"))
          .withAccessLog(true)
          .withOutboundPolicy(
              registryOnly ? OutboundPolicy.REGISTRY_ONLY : OutboundPolicy.ALLOW_ANY);
    }

    /** The requests of the run, as recorded. */
    public List<Tree> dials() {
      return scenario.get("dials").items();
    }

    /** What a recorded request asked for. */
    public Dial dial(Tree recorded) {
      List<String> argv = recorded.get("argv").texts();
      String namespace = scenario.at("target.namespace").text("default");
      Dial named = PathModel.dial(argv.get(argv.size() - 1), namespace, pod()).orElseThrow();
      Optional<String> header =
          argv.stream()
              .filter(one -> one.startsWith("Host: "))
              .map(one -> one.substring("Host: ".length()))
              .findFirst();
      Dial dial = header.isEmpty() ? named : named.with(new Dial.Request("GET", "/", header));
      int resolve = argv.indexOf("--resolve");
      Optional<String> address =
          resolve < 0
              ? Optional.empty()
              : Optional.of(argv.get(resolve + 1).split(":", 3)[2].replaceAll("[\\[\\]]", ""));
      return dial.told(address);
    }

    private String pod() {
      String app = scenario.at("target.workload").text("").replace("deploy/", "");
      return scenario.get("pods").items().stream()
          .filter(pod -> pod.at("metadata.labels.app").text("").equals(app))
          .map(pod -> pod.at("metadata.name").text(""))
          .findFirst()
          .orElseThrow();
    }
  }

  /** The first runs of the tutorial and its neighbours, by name. */
  public static List<Capture> all() {
    return recorded().stream().filter(one -> one.scenario().get("mesh").isMissing()).toList();
  }

  /** The newer runs, which hold the mesh configuration too, by name. */
  public static List<Capture> newer() {
    return recorded().stream().filter(one -> one.scenario().get("mesh").isPresent()).toList();
  }

  private static List<Capture> recorded() {
    return BELOW.computeIfAbsent(ROOT, Captures::below);
  }

  /** Runs of what else the path model reads, by name. */
  public static List<Capture> more() {
    return BELOW.computeIfAbsent(MORE, Captures::below);
  }

  /** Holds a law in every run, and names the first in which it does not hold. */
  public static <T> void each(List<T> runs, Consumer<T> law) {
    assertFalse(runs.isEmpty());
    for (T run : runs) {
      try {
        law.accept(run);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(run + ": " + e.getMessage(), e);
      }
    }
  }

  private static List<Capture> below(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().equals("scenario.json"))
          .map(file -> root.relativize(file.getParent()))
          .map(folder -> folder.toString().replace('\\', '/'))
          .sorted()
          .map(name -> one(root, name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One run by name, such as {@code 1.27.9/tutorial}. */
  public static Capture one(String name) {
    return one(ROOT, name);
  }

  /** The objects of a run that are its own and not those of every cluster, the oldest first. */
  public static List<Tree> scenarioObjects(Capture capture) {
    return KINDS.stream()
        .flatMap(kind -> capture.scenario().at("objects." + kind).items().stream())
        .filter(object -> CHANGED.matcher(ObjectNames.name(object)).matches())
        .map(object -> object.without("status"))
        .sorted(Comparator.comparing(object -> ObjectNames.created(object).orElseThrow()))
        .toList();
  }

  /** One run by name, of either kind; empty if there is none. */
  public static Optional<Capture> any(String name) {
    return Stream.of(ROOT, MORE)
        .filter(root -> Files.exists(root.resolve(name).resolve("scenario.json")))
        .findFirst()
        .map(root -> one(root, name));
  }

  private static Capture one(Path root, String name) {
    Path folder = root.resolve(name);
    return new Capture(
        name, read(folder.resolve("scenario.json")), read(folder.resolve("envoy.json")));
  }

  private static Tree read(Path file) {
    return READ.computeIfAbsent(file, Captures::parse);
  }

  private static Tree parse(Path file) {
    try {
      return Json.read(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
