package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.observed.GatewayProxy;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Gateways whose HTTPRoutes lead to a target of a policy. Since 1.28 they are among the
 * ancestors in its status (captures egress-gateway of 1.29.1 and 1.31.0, not of 1.27.9).
 */
record RoutedGateways(Observation seen) {
  private static final String GROUP = "gateway.networking.k8s.io";

  /** References to them, as they stand in a status. */
  List<Tree> to(Tree policy) {
    return seen.all("HTTPRoute").stream()
        .filter(route -> leadsToTarget(route, policy))
        .flatMap(
            route -> route.at("spec.parentRefs").items().stream().flatMap(ref -> found(ref, route)))
        .distinct()
        .map(gateway -> reference(gateway, policy))
        .toList();
  }

  private Stream<Tree> found(Tree ref, Tree route) {
    boolean gateway = ref.get("kind").text("Gateway").equals("Gateway");
    String in = ref.get("namespace").text(ObjectNames.namespace(route));
    return gateway
        ? seen.find("Gateway", in, ref.get("name").text("")).filter(GatewayProxy::runs).stream()
        : Stream.empty();
  }

  private static boolean leadsToTarget(Tree route, Tree policy) {
    return route.at("spec.rules").items().stream()
        .flatMap(rule -> rule.get("backendRefs").items().stream())
        .anyMatch(
            backend ->
                backend
                        .get("namespace")
                        .text(ObjectNames.namespace(route))
                        .equals(ObjectNames.namespace(policy))
                    && policy.at("spec.targetRefs").items().stream()
                        .anyMatch(target -> same(backend, target)));
  }

  private static boolean same(Tree backend, Tree target) {
    return backend.get("kind").text("Service").equals(target.get("kind").text(""))
        && backend.get("name").equals(target.get("name"));
  }

  private static Tree reference(Tree gateway, Tree policy) {
    Tree ref = Tree.object("group", GROUP, "kind", "Gateway", "name", ObjectNames.name(gateway));
    String namespace = ObjectNames.namespace(gateway);
    return namespace.equals(ObjectNames.namespace(policy)) ? ref : ref.with("namespace", namespace);
  }
}
