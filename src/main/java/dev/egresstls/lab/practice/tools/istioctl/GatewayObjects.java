package dev.egresstls.lab.practice.tools.istioctl;

import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The ingress gateway of the profiles that have one; nothing flows through it in practice. */
final class GatewayObjects {
  private static final String NAME = "istio-ingressgateway";

  private static final Tree LABELS = Tree.object("app", NAME, "istio", "ingressgateway");

  private GatewayObjects() {}

  static List<Tree> all(InstallSettings settings) {
    Tree metadata = Tree.object("name", NAME, "namespace", "istio-system", "labels", LABELS);
    return List.of(
        Tree.object("apiVersion", "v1", "kind", "Service", "metadata", metadata, "spec", service()),
        Tree.object(
            "apiVersion",
            "apps/v1",
            "kind",
            "Deployment",
            "metadata",
            metadata,
            "spec",
            deployment(settings)));
  }

  private static Tree service() {
    List<Tree> ports =
        List.of(
            Tree.object("name", "http2", "port", 80, "protocol", "TCP", "targetPort", 8080),
            Tree.object("name", "https", "port", 443, "protocol", "TCP", "targetPort", 8443));
    return Tree.object("type", "LoadBalancer", "ports", ports, "selector", LABELS);
  }

  private static Tree deployment(InstallSettings settings) {
    String image = settings.image().replace("/pilot:", "/proxyv2:");
    Tree template =
        Tree.object(
            "metadata",
            Tree.object("labels", LABELS.with("sidecar.istio.io/inject", "false")),
            "spec",
            Tree.object("containers", List.of(Tree.object("name", "gateway", "image", image))));
    Tree selector = Tree.object("matchLabels", LABELS);
    return Tree.object("replicas", 1, "selector", selector, "template", template);
  }
}
