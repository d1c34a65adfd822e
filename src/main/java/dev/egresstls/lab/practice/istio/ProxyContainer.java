package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The containers of a sidecar: {@code istio-init}, which sets iptables, and {@code istio-proxy}.
 */
record ProxyContainer(Tree pod, IstiodDeployment istiod, Workload workload) {
  private static final String PROXY =
      "proxy|sidecar|--domain|$(POD_NAMESPACE).svc.cluster.local|--proxyLogLevel=warning"
          + "|--proxyComponentLogLevel=misc:error|--log_output_level=default:info";

  private static final Tree RESOURCES =
      Tree.object(
          "limits", Tree.object("cpu", "2", "memory", "1Gi"),
          "requests", Tree.object("cpu", "100m", "memory", "128Mi"));

  /** The init container that sets the iptables rules. */
  Tree init() {
    Map<String, Object> container = common("istio-init");
    container.put("args", IptablesArguments.of(pod));
    container.put("securityContext", initSecurity());
    return Tree.of(container);
  }

  private Map<String, Object> common(String name) {
    Map<String, Object> container = new LinkedHashMap<>();
    container.put("name", name);
    container.put("image", istiod.proxyImage());
    container.put("imagePullPolicy", "IfNotPresent");
    container.put("resources", RESOURCES);
    container.put("terminationMessagePath", "/dev/termination-log");
    container.put("terminationMessagePolicy", "File");
    return container;
  }

  private static Tree initSecurity() {
    return Tree.object(
        "allowPrivilegeEscalation",
        false,
        "capabilities",
        Tree.object("add", List.of("NET_ADMIN", "NET_RAW"), "drop", List.of("ALL")),
        "privileged",
        false,
        "readOnlyRootFilesystem",
        false,
        "runAsGroup",
        0,
        "runAsNonRoot",
        false,
        "runAsUser",
        0);
  }

  /** The proxy as an init container that starts first and runs on. */
  Tree nativeProxy() {
    Tree drain =
        Tree.object(
            "preStop",
            Tree.object(
                "exec",
                Tree.object(
                    "command",
                    List.of("pilot-agent", "request", "--debug-port=15020", "POST", "drain"))));
    return plainProxy().with("lifecycle", drain).with("restartPolicy", "Always");
  }

  /** The proxy as a container next to the others. */
  Tree plainProxy() {
    Tree port = Tree.object("containerPort", 15090, "name", "http-envoy-prom", "protocol", "TCP");
    Map<String, Object> container = common("istio-proxy");
    container.put("args", List.of(PROXY.split("[|]")));
    container.put("env", new ProxyEnvironment(pod, istiod, workload).all());
    container.put("ports", List.of(port));
    container.put("readinessProbe", probe(4, 15));
    container.put("securityContext", security());
    container.put("startupProbe", probe(600, 1));
    container.put("volumeMounts", ProxyVolumes.mounts());
    return Tree.of(container);
  }

  private static Tree probe(int failures, int period) {
    return Tree.object(
        "failureThreshold",
        failures,
        "httpGet",
        Tree.object("path", "/healthz/ready", "port", 15021, "scheme", "HTTP"),
        "periodSeconds",
        period,
        "successThreshold",
        1,
        "timeoutSeconds",
        3);
  }

  private static Tree security() {
    return Tree.object(
        "allowPrivilegeEscalation", false,
        "capabilities", Tree.object("drop", List.of("ALL")),
        "privileged", false,
        "readOnlyRootFilesystem", true,
        "runAsGroup", 1337,
        "runAsNonRoot", true,
        "runAsUser", 1337);
  }
}
