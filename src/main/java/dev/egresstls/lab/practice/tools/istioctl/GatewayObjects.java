package dev.egresstls.lab.practice.tools.istioctl;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The ingress gateway of the profiles that have one; nothing flows through it in practice. */
final class GatewayObjects {
  private static final String NAME = "istio-ingressgateway";

  private GatewayObjects() {}

  static List<Tree> all(Settings settings) {
    Tree labels = Tree.object("app", NAME, "istio", "ingressgateway");
    Tree metadata = Tree.object("name", NAME, "namespace", "istio-system", "labels", labels);
    Tree proxy =
        Tree.object("name", "gateway", "image", settings.image().replace("/pilot:", "/proxyv2:"));
    Tree template =
        Tree.object(
            "metadata",
            Tree.object("labels", labels.with("sidecar.istio.io/inject", "false")),
            "spec",
            Tree.object("containers", List.of(proxy)));
    Tree spec =
        Tree.object(
            "replicas", 1, "selector", Tree.object("matchLabels", labels), "template", template);
    List<Tree> ports =
        List.of(
            Tree.object("name", "http2", "port", 80, "protocol", "TCP", "targetPort", 8080),
            Tree.object("name", "https", "port", 443, "protocol", "TCP", "targetPort", 8443));
    return List.of(
        Tree.object(
            "apiVersion",
            "v1",
            "kind",
            "Service",
            "metadata",
            metadata,
            "spec",
            Tree.object("type", "LoadBalancer", "ports", ports, "selector", labels)),
        Tree.object(
            "apiVersion", "apps/v1", "kind", "Deployment", "metadata", metadata, "spec", spec));
  }
}
