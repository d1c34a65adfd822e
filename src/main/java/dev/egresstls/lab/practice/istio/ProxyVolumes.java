package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The volumes that come with a sidecar, and where the proxy mounts them. */
final class ProxyVolumes {
  private static final int DEFAULT_MODE = 420;
  private static final int TOKEN_SECONDS = 43200;

  private ProxyVolumes() {}

  static List<Tree> all() {
    return List.of(
        emptyDir("workload-socket"),
        emptyDir("credential-socket"),
        emptyDir("workload-certs"),
        Tree.object("emptyDir", Tree.object("medium", "Memory"), "name", "istio-envoy"),
        emptyDir("istio-data"),
        podInfo(),
        token(),
        Tree.object(
            "configMap",
            Tree.object("defaultMode", DEFAULT_MODE, "name", "istio-ca-root-cert"),
            "name",
            "istiod-ca-cert"),
        Tree.object(
            "configMap",
            Tree.object("defaultMode", DEFAULT_MODE, "name", "istio-ca-crl", "optional", true),
            "name",
            "istio-ca-crl"));
  }

  private static Tree emptyDir(String name) {
    return Tree.object("emptyDir", Tree.object(), "name", name);
  }

  private static Tree podInfo() {
    return Tree.object(
        "downwardAPI",
        Tree.object(
            "defaultMode", DEFAULT_MODE, "items", List.of(info("labels"), info("annotations"))),
        "name",
        "istio-podinfo");
  }

  private static Tree info(String what) {
    return Tree.object(
        "fieldRef", Tree.object("apiVersion", "v1", "fieldPath", "metadata." + what), "path", what);
  }

  private static Tree token() {
    Tree token =
        Tree.object(
            "audience", "istio-ca",
            "expirationSeconds", TOKEN_SECONDS,
            "path", "istio-token");
    return Tree.object(
        "name",
        "istio-token",
        "projected",
        Tree.object(
            "defaultMode",
            DEFAULT_MODE,
            "sources",
            List.of(Tree.object("serviceAccountToken", token))));
  }

  static List<Tree> mounts() {
    return List.of(
        mount("/var/run/secrets/workload-spiffe-uds", "workload-socket"),
        mount("/var/run/secrets/credential-uds", "credential-socket"),
        mount("/var/run/secrets/workload-spiffe-credentials", "workload-certs"),
        mount("/var/run/secrets/istio", "istiod-ca-cert"),
        mount("/var/run/secrets/istio/crl", "istio-ca-crl"),
        mount("/var/lib/istio/data", "istio-data"),
        mount("/etc/istio/proxy", "istio-envoy"),
        mount("/var/run/secrets/tokens", "istio-token"),
        mount("/etc/istio/pod", "istio-podinfo"));
  }

  private static Tree mount(String path, String volume) {
    return Tree.object("mountPath", path, "name", volume);
  }
}
