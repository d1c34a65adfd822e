package dev.egresstls.lab.practice;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings practice clusters into the states in which real ones were captured. */
final class CaptureStage {
  static final String POLICIES = "backendtlspolicies.gateway.networking.k8s.io";
  private static final Map<String, PracticeSite> SITES = new HashMap<>();

  private CaptureStage() {}

  /** A practice cluster in the capture's state; one is used again for its version. */
  static PracticeSite set(Capture capture) throws Exception {
    PracticeSite site = site(capture);
    reset(site);
    arrange(site, capture);
    return site;
  }

  static void close() {
    SITES.values().forEach(PracticeSite::close);
    SITES.clear();
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
    boolean orphaned = wanted.stream().noneMatch(CaptureStage::isService);
    if (orphaned) {
      Tree service =
          Captures.all().stream()
              .flatMap(c -> c.objects().stream())
              .filter(CaptureStage::isService)
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

  /** What the policies' statuses say, without what hangs on the moment. */
  static Map<String, Object> statuses(List<Tree> policies) {
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
}
