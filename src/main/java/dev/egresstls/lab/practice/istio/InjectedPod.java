package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pod with its sidecar, in the shape that captures of real pods have.
 *
 * @param asNative whether the proxy is an init container that runs on
 */
record InjectedPod(Tree pod, IstiodDeployment istiod, boolean asNative) {

  Tree build() {
    Workload workload = Workload.of(pod);
    ProxyContainer proxies = new ProxyContainer(pod, istiod, workload);
    List<Tree> init = new ArrayList<>();
    List<Tree> containers = new ArrayList<>(pod.at("spec.containers").items());
    init.add(proxies.init());
    if (asNative) {
      init.add(proxies.nativeProxy());
    } else {
      containers.add(proxies.plainProxy());
    }
    init.addAll(pod.at("spec.initContainers").items());
    List<Tree> volumes = new ArrayList<>(ProxyVolumes.all());
    volumes.addAll(pod.at("spec.volumes").items());
    Tree spec =
        pod.get("spec")
            .with("initContainers", init)
            .with("containers", containers)
            .with("volumes", volumes);
    Tree metadata =
        pod.get("metadata").with("annotations", annotations()).with("labels", labels(workload));
    return pod.with("metadata", metadata).with("spec", spec);
  }

  private Map<String, Object> annotations() {
    String first = pod.at("spec.containers[0].name").text("");
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put("istio.io/rev", "default");
    annotations.put("kubectl.kubernetes.io/default-container", first);
    annotations.put("kubectl.kubernetes.io/default-logs-container", first);
    annotations.put("prometheus.io/path", "/stats/prometheus");
    annotations.put("prometheus.io/port", "15020");
    annotations.put("prometheus.io/scrape", "true");
    annotations.putAll(pod.at("metadata.annotations").fields());
    annotations.put("sidecar.istio.io/status", status());
    return annotations;
  }

  private String status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put(
        "initContainers", asNative ? List.of("istio-init", "istio-proxy") : List.of("istio-init"));
    status.put("containers", asNative ? null : List.of("istio-proxy"));
    status.put("volumes", ProxyVolumes.all().stream().map(volume -> volume.get("name")).toList());
    status.put("imagePullSecrets", null);
    status.put("revision", "default");
    return Json.write(status);
  }

  private Map<String, Object> labels(Workload workload) {
    Map<String, Object> labels = new LinkedHashMap<>(pod.at("metadata.labels").fields());
    Tree given = pod.at("metadata.labels");
    labels.putIfAbsent("security.istio.io/tlsMode", "istio");
    labels.putIfAbsent(
        "service.istio.io/canonical-name",
        given.get("app.kubernetes.io/name").text(given.get("app").text(workload.name())));
    labels.putIfAbsent(
        "service.istio.io/canonical-revision",
        given.get("app.kubernetes.io/version").text(given.get("version").text("latest")));
    return labels;
  }
}
