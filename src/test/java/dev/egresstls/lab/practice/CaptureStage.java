package dev.egresstls.lab.practice;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings practice clusters into the states in which real ones were captured. */
final class CaptureStage {
  static final String SERVICE = "Service default/google-headless";
  private static final Map<String, PracticeSite> SITES = new HashMap<>();
  private static final Map<String, Arrangement> ARRANGEMENTS = new HashMap<>();

  private CaptureStage() {}

  /** A practice cluster in the capture's state; one is used again for its version. */
  static PracticeSite set(Capture capture) throws Exception {
    String[] bundle = capture.scenario().get("gatewayApi").text("").split(" ");
    String key = capture.istio() + bundle[0];
    PracticeSite site = site(capture, key, bundle);
    selectors(site, capture);
    arrange(site, ARRANGEMENTS.get(key), capture);
    if (capture.id().equals("uid-1337")) {
      PlainClients.asProxy(site);
    }
    return site;
  }

  static void close() {
    SITES.values().forEach(PracticeSite::close);
    SITES.clear();
    ARRANGEMENTS.clear();
  }

  private static PracticeSite site(Capture capture, String key, String[] bundle) throws Exception {
    List<String> settings = new ArrayList<>();
    if (capture.id().startsWith("registry-only")) {
      settings.add("meshConfig.outboundTrafficPolicy.mode=REGISTRY_ONLY");
    }
    if (bundle[0].equals("v1.3.0") && !capture.id().equals("no-alpha-flag")) {
      settings.add("values.pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API=true");
    }
    String[] given = settings.toArray(String[]::new);
    PracticeSite site = SITES.get(key);
    if (site == null) {
      String istio = capture.scenario().get("istio").text("");
      site = PracticeSite.withClient(istio, bundle[0], bundle[1], given);
      PlainClients.optedOut(site);
      SITES.put(key, site);
      ARRANGEMENTS.put(key, new Arrangement(site));
    } else {
      ARRANGEMENTS.get(key).clear();
      site.istioctl(given);
    }
    return site;
  }

  /** What istiod looks at, where the capture limits it: the labels stay, and do nothing alone. */
  private static void selectors(PracticeSite site, Capture capture) {
    String mesh = capture.scenario().get("mesh").text("");
    if (!mesh.contains("discoverySelectors")) {
      return;
    }
    for (String namespace : List.of("default", "istio-system")) {
      site.store()
          .modify(
              "namespaces",
              "",
              namespace,
              "kubectl",
              found -> TreeEdit.put(found, "yes", "metadata", "labels", "seen"));
    }
    site.store()
        .modify(
            "configmaps",
            "istio-system",
            "istio",
            "kubectl",
            found -> TreeEdit.put(found, mesh, "data", "mesh"));
  }

  /** Brings the objects of the capture about, in the order in which they came to be. */
  private static void arrange(PracticeSite site, Arrangement arrangement, Capture capture)
      throws InterruptedException {
    List<Tree> wanted = new ArrayList<>(Captures.scenarioObjects(capture));
    boolean orphaned = capture.id().equals("no-service");
    if (orphaned) {
      wanted.add(0, service());
    }
    List<Tree> policies = capture.scenario().at("objects.backendtlspolicies").items();
    boolean statuses = policies.stream().anyMatch(policy -> policy.get("status").isPresent());
    arrangement.create(wanted, statuses);
    if (orphaned) {
      arrangement.delete(SERVICE);
    }
    Map<String, Object> expected = statuses(policies);
    site.await(() -> expected.equals(statuses(arrangement.policies())));
  }

  /** The tutorial's, older than anything else. */
  private static Tree service() {
    return Captures.scenarioObjects(Captures.one("1.29.1/tutorial")).stream()
        .filter(object -> ObjectNames.of(object).equals(SERVICE))
        .findFirst()
        .orElseThrow();
  }

  /** What the policies' statuses say, without what hangs on the moment. */
  static Map<String, Object> statuses(List<Tree> policies) {
    Map<String, Object> statuses = new HashMap<>();
    for (Tree policy : policies) {
      List<Object> ancestors = new ArrayList<>();
      for (Tree ancestor : policy.at("status.ancestors").items()) {
        Set<Object> conditions =
            ancestor.get("conditions").items().stream()
                .map(one -> one.without("lastTransitionTime").without("observedGeneration"))
                .collect(Collectors.toSet());
        ancestors.add(
            List.of(ancestor.get("ancestorRef"), ancestor.get("controllerName"), conditions));
      }
      statuses.put(ObjectNames.of(policy), ancestors);
    }
    return statuses;
  }
}
