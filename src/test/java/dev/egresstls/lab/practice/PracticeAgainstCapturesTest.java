package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.seen.AccessLogLine;
import dev.egresstls.lab.mesh.seen.ConfigDump;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.ExecResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the practice cluster does, against what real Istio did in the same state. */
class PracticeAgainstCapturesTest {
  private static final String POLICIES = "backendtlspolicies.gateway.networking.k8s.io";
  private static final Map<String, PracticeSite> SITES = new HashMap<>();

  static Stream<Capture> captures() {
    return Captures.all().stream();
  }

  @AfterAll
  static void close() {
    SITES.values().forEach(PracticeSite::close);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void requests_logs_and_statuses_are_those_of_real_istio(Capture capture) throws Exception {
    PracticeSite site = site(capture);
    reset(site);
    arrange(site, capture);
    String app = capture.scenario().at("target.workload").text("").replace("deploy/", "");
    for (Tree recorded : capture.dials()) {
      ExecResult result =
          site.exec(app, "curl", recorded.get("argv").texts().toArray(String[]::new));
      compareAnswers(recorded, result);
      compareLogs(recorded, site, app, result);
    }
    assertEquals(
        statuses(capture.scenario().at("objects.backendtlspolicies").items()),
        statuses(site.store().list(POLICIES)));
    compareDumps(capture, site, app);
    assertEquals(List.of(), site.cluster.bugs());
  }

  private static PracticeSite site(Capture capture) throws Exception {
    String[] bundle = capture.scenario().get("gatewayApi").text("").split(" ");
    List<String> settings = new ArrayList<>();
    if (capture.id().startsWith("registry-only")) {
      settings.add("meshConfig.outboundTrafficPolicy.mode=REGISTRY_ONLY");
    }
    if (bundle[0].equals("v1.3.0") && !capture.id().equals("no-alpha-flag")) {
      settings.add("values.pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API=true");
    }
    String key = capture.istio() + bundle[0];
    PracticeSite site = SITES.get(key);
    if (site == null) {
      site =
          PracticeSite.withClient(
              capture.scenario().get("istio").text(""),
              bundle[0],
              bundle[1],
              settings.toArray(String[]::new));
      plainClient(site);
      SITES.put(key, site);
    } else {
      site.istioctl(settings.toArray(String[]::new));
    }
    return site;
  }

  /** The client of the capture without a sidecar. */
  private static void plainClient(PracticeSite site) throws InterruptedException {
    Tree sample = site.store().get("deployments.apps", "default", "curl").orElseThrow();
    Tree labels = Tree.object("app", "curl-plain", "sidecar.istio.io/inject", "false");
    Tree container = sample.at("spec.template.spec.containers[0]").without("volumeMounts");
    Tree template =
        Tree.object(
            "metadata",
            Tree.object("labels", labels),
            "spec",
            Tree.object("containers", List.of(container)));
    Tree selector = Tree.object("matchLabels", Tree.object("app", "curl-plain"));
    Tree plain =
        Tree.object(
            "apiVersion",
            "apps/v1",
            "kind",
            "Deployment",
            "metadata",
            Tree.object("name", "curl-plain", "namespace", "default"),
            "spec",
            Tree.object("selector", selector, "template", template));
    site.store().create("deployments.apps", plain, "test");
    site.await(() -> site.ready("curl-plain"));
  }

  private static void reset(PracticeSite site) {
    site.store()
        .list(POLICIES)
        .forEach(
            policy ->
                site.store()
                    .delete(
                        POLICIES,
                        policy.at("metadata.namespace").text(""),
                        policy.at("metadata.name").text("")));
    site.store().delete("services", "default", "google-headless");
    site.store().delete("endpointslices.discovery.k8s.io", "default", "google-headless");
    site.store().delete("configmaps", "default", "lab-ca");
  }

  /** Brings the objects of the capture about, in the order in which they came to be. */
  private static void arrange(PracticeSite site, Capture capture) throws InterruptedException {
    List<Tree> wanted =
        Stream.of("configmaps", "services", "endpointslices", "backendtlspolicies")
            .flatMap(kind -> capture.scenario().get("objects").get(kind).items().stream())
            .filter(object -> object.at("metadata.name").text("").matches("google-.*|z-.*|lab-ca"))
            .toList();
    boolean orphaned = wanted.stream().noneMatch(PracticeAgainstCapturesTest::isService);
    if (orphaned) {
      Tree service =
          Captures.all().stream()
              .flatMap(c -> c.objects().stream())
              .filter(PracticeAgainstCapturesTest::isService)
              .findFirst()
              .orElseThrow();
      create(site, service);
    }
    boolean policyFirst = capture.id().equals("policy-before-service");
    List<Tree> ordered =
        wanted.stream()
            .sorted(Comparator.comparing(object -> policyFirst && !isPolicy(object)))
            .toList();
    for (Tree object : ordered) {
      create(site, object);
      if (isPolicy(object)) {
        awaitStatus(site, capture, object);
      }
    }
    if (orphaned) {
      site.store().delete("services", "default", "google-headless");
    }
    Map<String, Object> expected =
        statuses(capture.scenario().at("objects.backendtlspolicies").items());
    site.await(() -> expected.equals(statuses(site.store().list(POLICIES))));
  }

  private static boolean isService(Tree object) {
    return object.get("kind").text("").equals("Service")
        && object.at("metadata.name").text("").equals("google-headless");
  }

  private static boolean isPolicy(Tree object) {
    return object.get("kind").text("").equals("BackendTLSPolicy");
  }

  private static void awaitStatus(PracticeSite site, Capture capture, Tree policy)
      throws InterruptedException {
    if (policy.get("status").isPresent()) {
      String name = policy.at("metadata.name").text("");
      site.await(
          () ->
              site.store().list(POLICIES).stream()
                  .filter(found -> found.at("metadata.name").text("").equals(name))
                  .anyMatch(found -> found.at("status.ancestors").isPresent()));
    }
  }

  private static void create(PracticeSite site, Tree object) {
    String namespace = object.at("metadata.namespace").text("");
    if (site.store().get("namespaces", "", namespace).isEmpty()) {
      Tree made =
          Tree.object(
              "apiVersion", "v1", "kind", "Namespace", "metadata", Tree.object("name", namespace));
      site.store().create("namespaces", made, "test");
    }
    Tree metadata =
        Tree.object(
            "name",
            object.at("metadata.name"),
            "namespace",
            namespace,
            "labels",
            object.at("metadata.labels").isPresent()
                ? object.at("metadata.labels")
                : Tree.object());
    site.world
        .cluster()
        .orElseThrow()
        .resources()
        .apply(object.with("metadata", metadata).without("status"));
  }

  private static void compareAnswers(Tree recorded, ExecResult result) {
    Tree curl = recorded.get("curl");
    boolean race = Set.of("52", "56").contains(curl.get("exit").text(""));
    String exit = String.valueOf(result.exit());
    assertTrue(
        race ? Set.of("52", "56").contains(exit) : exit.equals(curl.get("exit").text("")),
        () -> "curl ended with " + exit + ", really with " + curl.get("exit").text(""));
    String[] last = result.stdout().strip().lines().reduce((a, b) -> b).orElse("").split(" ");
    assertEquals(curl.get("httpCode").text(""), last[1]);
    assertEquals(curl.get("remoteIp").text(""), last[2]);
    assertEquals(headerNames(recorded.get("stdout").text("")), headerNames(result.stdout()));
  }

  private static Set<String> headerNames(String stdout) {
    return stdout
        .lines()
        .filter(line -> line.matches("[A-Za-z-]+: .*"))
        .map(line -> line.substring(0, line.indexOf(':')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The line of this very request is the one with its port. */
  private static void compareLogs(Tree recorded, PracticeSite site, String app, ExecResult result) {
    List<String> really = recorded.get("accessLog").texts();
    int port = Integer.parseInt(result.stdout().strip().replaceAll("(?s).* (\\d+) \\d+$", "$1"));
    List<String> lines =
        app.equals("curl-plain")
            ? List.of()
            : site.log(app, "istio-proxy", Instant.EPOCH).stream()
                .filter(line -> AccessLogLine.parse(line).filter(l -> l.isFrom(port)).isPresent())
                .toList();
    assertEquals(really.size(), lines.size(), () -> "lines: " + lines);
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(
          stable(AccessLogLine.parse(really.get(i)).orElseThrow()),
          stable(AccessLogLine.parse(lines.get(i)).orElseThrow()));
    }
  }

  /** What does not hang on the moment, the ports, or the length of the origin's answer. */
  private static Map<String, String> stable(AccessLogLine line) {
    return Map.of(
        "request", line.request(),
        "code", line.code(),
        "flags", line.flags(),
        "details", line.details(),
        "failure", line.failure(),
        "received", line.received(),
        "upstream", line.upstreamHost() + " " + line.cluster(),
        "local", line.upstreamLocal().replaceAll(".+:\\d+", "address"),
        "dialled", line.downstreamLocal(),
        "route", line.route());
  }

  private static Map<String, Object> statuses(List<Tree> policies) {
    Map<String, Object> statuses = new HashMap<>();
    for (Tree policy : policies) {
      String name =
          policy.at("metadata.namespace").text("") + "/" + policy.at("metadata.name").text("");
      List<Object> ancestors = new ArrayList<>();
      for (Tree ancestor : policy.at("status.ancestors").items()) {
        Set<Object> conditions =
            ancestor.get("conditions").items().stream()
                .map(one -> one.without("lastTransitionTime").without("observedGeneration"))
                .collect(Collectors.toSet());
        ancestors.add(
            List.of(ancestor.get("ancestorRef"), ancestor.get("controllerName"), conditions));
      }
      statuses.put(name, ancestors);
    }
    return statuses;
  }

  private static void compareDumps(Capture capture, PracticeSite site, String app)
      throws InterruptedException {
    if (app.equals("curl-plain")) {
      return;
    }
    ExecResult result =
        site.exec(app, "istio-proxy", "pilot-agent", "request", "GET", "config_dump");
    ConfigDump own = ConfigDump.read(Json.read(result.stdout()));
    for (ConfigDump.Cluster cluster : capture.dump().clusters()) {
      assertEquals(Optional.of(cluster), own.cluster(cluster.name()));
    }
    assertEquals(listeners(capture.dump()), listeners(own));
    assertEquals(Set.copyOf(capture.dump().secrets()), Set.copyOf(own.secrets()));
  }

  /** Those whose names hang on no cluster address that was given at random. */
  private static Set<ConfigDump.Listener> listeners(ConfigDump dump) {
    return dump.listeners().stream()
        .filter(one -> one.name().matches("203\\..*|0\\.0\\.0\\.0_80|virtualOutbound"))
        .collect(Collectors.toSet());
  }
}
