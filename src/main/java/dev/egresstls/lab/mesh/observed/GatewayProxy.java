package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.value.Tree;
import java.util.Optional;

/**
 * The Gateways of the Gateway API that istiod runs proxies for: those of class {@code istio} (istio
 * pilot/pkg/config/kube/gateway/deploymentcontroller.go @1.31.0; captures egress-gateway).
 */
public final class GatewayProxy {
  /** The label that ties a proxy's pods and its Service to a Gateway. */
  public static final String LABEL = "gateway.networking.k8s.io/gateway-name";

  private static final String CLASS = "istio";

  private GatewayProxy() {}

  /** Whether istiod runs a proxy for it. */
  public static boolean runs(Tree gateway) {
    return gateway.at("spec.gatewayClassName").text("").equals(CLASS);
  }

  /** The Gateway whose proxy a pod is, or whose Service it is that istiod made. */
  public static Optional<Tree> of(Observation seen, Tree object) {
    return object
        .at("metadata.labels")
        .get(LABEL)
        .text()
        .flatMap(name -> seen.find("Gateway", ObjectNames.namespace(object), name))
        .filter(GatewayProxy::runs);
  }

  /** A pod that is a Gateway's proxy; {@link Tree#MISSING} if none was read. */
  public static Tree pod(Observation seen, Tree gateway) {
    return seen.all("Pod").stream()
        .filter(pod -> ObjectNames.namespace(pod).equals(ObjectNames.namespace(gateway)))
        .filter(
            pod -> pod.at("metadata.labels").get(LABEL).text("").equals(ObjectNames.name(gateway)))
        .findFirst()
        .orElse(Tree.MISSING);
  }
}
