package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.mesh.observed.GatewayProxy;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What istiod makes for a Gateway: a service account, a Deployment and a Service, all named {@code
 * NAME-istio} (as captured).
 */
record GatewayDeployment(Tree gateway, IstiodDeployment istiod) {
  private static final String TYPE = "networking.istio.io/service-type";
  private static final String ARGUMENTS =
      "proxy|router|--domain|$(POD_NAMESPACE).svc.cluster.local|--proxyLogLevel|warning"
          + "|--proxyComponentLogLevel|misc:error|--log_output_level|default:info";

  /** The name of all three. */
  static String name(Tree gateway) {
    return ObjectNames.name(gateway) + "-istio";
  }

  private Tree object(String apiVersion, String kind) {
    Tree metadata =
        Tree.object(
            "name",
            name(gateway),
            "namespace",
            ObjectNames.namespace(gateway),
            "labels",
            labels(),
            "annotations",
            gateway.at("metadata.annotations").fields(),
            "ownerReferences",
            List.of(owner()));
    return Tree.object("apiVersion", apiVersion, "kind", kind, "metadata", metadata);
  }

  private Map<String, Object> labels() {
    Map<String, Object> labels = new LinkedHashMap<>();
    labels.put("gateway.istio.io/managed", "istio.io-gateway-controller");
    labels.put("gateway.networking.k8s.io/gateway-class-name", "istio");
    labels.put(GatewayProxy.LABEL, ObjectNames.name(gateway));
    return labels;
  }

  private Tree owner() {
    return Tree.object(
        "apiVersion",
        gateway.get("apiVersion"),
        "kind",
        "Gateway",
        "name",
        ObjectNames.name(gateway),
        "uid",
        gateway.at("metadata.uid"));
  }

  Tree account() {
    return object("v1", "ServiceAccount");
  }

  Tree service() {
    List<Tree> ports = new ArrayList<>();
    ports.add(port("status-port", 15021, "tcp"));
    for (Tree listener : gateway.at("spec.listeners").items()) {
      boolean http = listener.get("protocol").text("").equals("HTTP");
      int number = (int) listener.get("port").number(0);
      ports.add(port(listener.get("name").text(""), number, http ? "http" : "tcp"));
    }
    Tree spec =
        Tree.object(
            "type",
            gateway.at("metadata.annotations").get(TYPE).text("LoadBalancer"),
            "selector",
            Map.of(GatewayProxy.LABEL, ObjectNames.name(gateway)),
            "ports",
            ports);
    return object("v1", "Service").with("spec", spec);
  }

  private static Tree port(String name, int number, String protocol) {
    return Tree.object("name", name, "port", number, "protocol", "TCP", "appProtocol", protocol)
        .with("targetPort", number);
  }

  Tree deployment() {
    Map<String, Object> labels = labels();
    labels.put("service.istio.io/canonical-name", name(gateway));
    labels.put("service.istio.io/canonical-revision", "latest");
    labels.put("sidecar.istio.io/inject", "false");
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put("istio.io/rev", "default");
    annotations.putAll(gateway.at("metadata.annotations").fields());
    annotations.put("prometheus.io/path", "/stats/prometheus");
    annotations.put("prometheus.io/port", "15020");
    annotations.put("prometheus.io/scrape", "true");
    Tree metadata = Tree.object("labels", labels, "annotations", annotations);
    Tree sysctl = Tree.object("name", "net.ipv4.ip_unprivileged_port_start", "value", "0");
    Tree pod =
        Tree.object(
            "serviceAccountName",
            name(gateway),
            "containers",
            List.of(proxy()),
            "securityContext",
            Tree.object("sysctls", List.of(sysctl)),
            "volumes",
            ProxyVolumes.all().stream().filter(GatewayDeployment::wanted).toList());
    Tree spec =
        Tree.object(
            "selector",
            Tree.object("matchLabels", Map.of(GatewayProxy.LABEL, ObjectNames.name(gateway))),
            "template",
            Tree.object("metadata", metadata, "spec", pod));
    return object("apps/v1", "Deployment").with("spec", spec);
  }

  private static boolean wanted(Tree volume) {
    return Stream.of("name", "mountPath")
        .noneMatch(field -> volume.get(field).text("").matches("istio-ca-crl|.*/istio/crl"));
  }

  private Tree proxy() {
    Workload workload =
        new Workload(
            name(gateway),
            "kubernetes://apis/apps/v1/namespaces/"
                + ObjectNames.namespace(gateway)
                + "/deployments/"
                + name(gateway));
    List<Tree> ports =
        List.of(
            named("metrics", 15020), named("status-port", 15021), named("http-envoy-prom", 15090));
    return new ProxyContainer(Tree.object(), istiod, workload)
        .plainProxy()
        .with("args", List.of(ARGUMENTS.split("[|]")))
        .with("ports", ports)
        .with(
            "volumeMounts",
            ProxyVolumes.mounts().stream().filter(GatewayDeployment::wanted).toList());
  }

  private static Tree named(String name, int number) {
    return Tree.object("containerPort", number, "name", name, "protocol", "TCP");
  }
}
