package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The environment of the container {@code istio-proxy}. */
record ProxyEnvironment(Tree pod, IstiodDeployment istiod, Workload workload) {

  List<Tree> all() {
    List<Tree> all = new ArrayList<>(usual());
    pod.at("metadata.annotations")
        .get("proxy.istio.io/config")
        .text()
        .map(Yaml::read)
        .map(config -> config.get("proxyMetadata").fields())
        .ifPresent(own -> own.forEach((name, value) -> all.add(value(name, value.text("")))));
    return all;
  }

  private List<Tree> usual() {
    return List.of(
        value("PILOT_CERT_PROVIDER", "istiod"),
        value("CA_ADDR", "istiod.istio-system.svc:15012"),
        field("POD_NAME", "metadata.name"),
        field("POD_NAMESPACE", "metadata.namespace"),
        field("INSTANCE_IP", "status.podIP"),
        field("SERVICE_ACCOUNT", "spec.serviceAccountName"),
        field("HOST_IP", "status.hostIP"),
        limit("ISTIO_CPU_LIMIT", "limits.cpu"),
        value("PROXY_CONFIG", "{}\n"),
        value("ISTIO_META_POD_PORTS", ports()),
        value("ISTIO_META_APP_CONTAINERS", containers()),
        limit("GOMEMLIMIT", "limits.memory"),
        limit("GOMAXPROCS", "limits.cpu"),
        value("ISTIO_META_CLUSTER_ID", "Kubernetes"),
        field("ISTIO_META_NODE_NAME", "spec.nodeName"),
        value("ISTIO_META_INTERCEPTION_MODE", "REDIRECT"),
        value("ISTIO_META_WORKLOAD_NAME", workload.name()),
        value("ISTIO_META_OWNER", workload.owner()),
        value("ISTIO_META_MESH_ID", "cluster.local"),
        value("TRUST_DOMAIN", "cluster.local"));
  }

  private static Tree value(String name, String value) {
    return Tree.object("name", name, "value", value);
  }

  private static Tree field(String name, String path) {
    Tree ref = Tree.object("apiVersion", "v1", "fieldPath", path);
    return Tree.object("name", name, "valueFrom", Tree.object("fieldRef", ref));
  }

  /** Releases up to 1.27 leave the divisor to the API server, later ones write 1 (captures). */
  private Tree limit(String name, String resource) {
    boolean old =
        istiod.version().map(version -> IstioRelease.of(version).needsAlphaFlag()).orElse(false);
    Tree ref = Tree.object("divisor", old ? "0" : "1", "resource", resource);
    return Tree.object("name", name, "valueFrom", Tree.object("resourceFieldRef", ref));
  }

  private String containers() {
    return pod.at("spec.containers").items().stream()
        .map(container -> container.get("name").text(""))
        .collect(Collectors.joining(","));
  }

  private String ports() {
    String ports =
        pod.at("spec.containers").items().stream()
            .flatMap(container -> container.get("ports").items().stream())
            .map(port -> "    " + Json.write(port) + "\n")
            .collect(Collectors.joining(","));
    return "[\n" + ports + "]";
  }
}
