package dev.egresstls.lab.practice.tools.istioctl;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** istiod's own objects: account, settings, Service, Deployment and the injector's webhooks. */
record IstiodObjects(InstallSettings settings) {
  private static final Map<String, String> LABELS =
      Map.of("app", "istiod", "istio", "pilot", "istio.io/rev", "default", "release", "istio");

  private static final String ARGUMENTS =
      "discovery --monitoringAddr=:15014 --log_output_level=default:info --domain cluster.local"
          + " --keepaliveMaxServerConnectionAge 30m";

  List<Tree> all() {
    List<Tree> objects = new ArrayList<>();
    objects.add(object("v1", "ServiceAccount", "istiod"));
    objects.add(mesh());
    objects.add(injector());
    objects.add(service());
    objects.add(deployment());
    objects.addAll(InjectorWebhooks.all());
    return objects;
  }

  static Tree object(String apiVersion, String kind, String name) {
    Tree metadata = Tree.object("name", name, "namespace", "istio-system", "labels", LABELS);
    return Tree.object("apiVersion", apiVersion, "kind", kind, "metadata", metadata);
  }

  private Tree mesh() {
    Map<String, Object> mesh = new LinkedHashMap<>();
    mesh.put("defaultConfig", Tree.object("discoveryAddress", "istiod.istio-system.svc:15012"));
    mesh.put("defaultProviders", Tree.object("metrics", List.of("prometheus")));
    mesh.put("enablePrometheusMerge", true);
    mesh.put("rootNamespace", "istio-system");
    mesh.put("trustDomain", "cluster.local");
    mesh.putAll(settings.mesh().fields());
    return object("v1", "ConfigMap", "istio")
        .with("data", Map.of("mesh", Yaml.write(mesh), "meshNetworks", "networks: {}"));
  }

  private Tree injector() {
    String image = settings.image();
    int colon = image.lastIndexOf(':');
    Tree global =
        Tree.object(
            "hub", image.substring(0, image.lastIndexOf('/')),
            "tag", image.substring(colon + 1));
    String values = Json.pretty(Tree.object("global", global));
    return object("v1", "ConfigMap", "istio-sidecar-injector")
        .with("data", Map.of("config", "policy: enabled\n", "values", values));
  }

  private static Tree port(String name, int port, int target) {
    return Tree.object("name", name, "port", port, "protocol", "TCP", "targetPort", target);
  }

  private static Tree service() {
    List<Tree> ports =
        List.of(
            port("grpc-xds", 15010, 15010),
            port("https-dns", 15012, 15012),
            port("https-webhook", 443, 15017),
            port("http-monitoring", 15014, 15014));
    Tree selector = Tree.object("app", "istiod", "istio", "pilot");
    return object("v1", "Service", "istiod")
        .with("spec", Tree.object("ports", ports, "selector", selector));
  }

  private Tree deployment() {
    Tree labels =
        Tree.object(
            "app", "istiod",
            "istio", "pilot",
            "istio.io/rev", "default",
            "sidecar.istio.io/inject", "false");
    Tree pod = Tree.object("containers", List.of(discovery()), "serviceAccountName", "istiod");
    Tree spec =
        Tree.object(
            "replicas",
            1,
            "selector",
            Tree.object("matchLabels", Tree.object("app", "istiod", "istio", "pilot")),
            "strategy",
            Tree.object("rollingUpdate", Tree.object("maxSurge", "100%", "maxUnavailable", "25%")),
            "template",
            Tree.object("metadata", Tree.object("labels", labels), "spec", pod));
    return object("apps/v1", "Deployment", "istiod").with("spec", spec);
  }

  private Tree discovery() {
    Tree probe =
        Tree.object(
            "httpGet", Tree.object("path", "/ready", "port", 8080),
            "initialDelaySeconds", 1,
            "periodSeconds", 3,
            "timeoutSeconds", 5);
    Tree requests = Tree.object("cpu", "500m", "memory", "2048Mi");
    return Tree.object(
        "name", "discovery",
        "image", settings.image(),
        "args", List.of(ARGUMENTS.split(" ")),
        "env", environment(),
        "ports", containerPorts(),
        "readinessProbe", probe,
        "resources", Tree.object("requests", requests));
  }

  private static List<Tree> containerPorts() {
    return List.of(
        Tree.object("containerPort", 8080, "name", "http-debug", "protocol", "TCP"),
        Tree.object("containerPort", 15010, "name", "grpc-xds", "protocol", "TCP"),
        Tree.object("containerPort", 15012, "name", "tls-xds", "protocol", "TCP"),
        Tree.object("containerPort", 15017, "name", "https-webhooks", "protocol", "TCP"));
  }

  private List<Tree> environment() {
    List<Tree> env = new ArrayList<>();
    env.add(variable("REVISION", "default"));
    env.add(variable("PILOT_CERT_PROVIDER", "istiod"));
    for (String field : List.of("POD_NAME metadata.name", "POD_NAMESPACE metadata.namespace")) {
      String[] parts = field.split(" ");
      Tree ref = Tree.object("apiVersion", "v1", "fieldPath", parts[1]);
      env.add(Tree.object("name", parts[0], "valueFrom", Tree.object("fieldRef", ref)));
    }
    settings.env().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> env.add(variable(entry.getKey(), entry.getValue())));
    env.add(variable("PILOT_TRACE_SAMPLING", "1"));
    env.add(variable("PILOT_ENABLE_ANALYSIS", "false"));
    env.add(variable("CLUSTER_ID", "Kubernetes"));
    return env;
  }

  private static Tree variable(String name, String value) {
    return Tree.object("name", name, "value", value);
  }
}
