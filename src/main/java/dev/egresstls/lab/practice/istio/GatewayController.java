package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.mesh.observed.GatewayProxy;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.controlplane.ControllerContext;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * istiod's controller for the Gateway API: runs a proxy for each Gateway of class {@code istio},
 * and writes the status of Gateways and HTTPRoutes.
 */
public final class GatewayController implements Controller {
  private static final String MANAGER = "pilot-discovery";
  private static final String DEPLOYMENTS = "deployments.apps";
  private static final Set<String> WATCHED =
      Set.of(MeshReader.GATEWAYS, MeshReader.HTTP_ROUTES, "services", DEPLOYMENTS);

  private final ControllerContext context;

  public GatewayController(ControllerContext context) {
    this.context = context;
  }

  @Override
  public void seen(ObjectChange change) {
    List<Tree> gateways = context.objects().list(MeshReader.GATEWAYS);
    List<Tree> routes = context.objects().list(MeshReader.HTTP_ROUTES);
    boolean nothing = gateways.isEmpty() && routes.isEmpty();
    if (nothing || !WATCHED.contains(change.resource().key())) {
      return;
    }
    IstiodDeployment.in(context.objects())
        .filter(IstiodDeployment::available)
        .ifPresent(istiod -> reconcile(gateways, routes, istiod));
  }

  private void reconcile(List<Tree> gateways, List<Tree> routes, IstiodDeployment istiod) {
    for (Tree gateway : gateways) {
      if (GatewayProxy.runs(gateway) && gateway.at("metadata.deletionTimestamp").isMissing()) {
        run(gateway, istiod);
      }
    }
    Observation seen = MeshReader.read(context.objects(), Map.of());
    GatewayStatus status = new GatewayStatus(seen, context.now());
    for (Tree gateway : gateways) {
      if (GatewayProxy.runs(gateway)) {
        write(MeshReader.GATEWAYS, gateway, status.of(gateway, ready(gateway)));
      }
    }
    routes.forEach(route -> write(MeshReader.HTTP_ROUTES, route, status.of(route)));
  }

  private void run(Tree gateway, IstiodDeployment istiod) {
    GatewayDeployment wanted = new GatewayDeployment(gateway, istiod);
    ensure("serviceaccounts", wanted.account());
    ensure(DEPLOYMENTS, wanted.deployment());
    ensure("services", wanted.service());
  }

  /** Creates what is not there; of what is there the spec follows the Gateway. */
  private void ensure(String key, Tree wanted) {
    String namespace = ObjectNames.namespace(wanted);
    String name = ObjectNames.name(wanted);
    if (context.objects().get("namespaces", "", namespace).isEmpty()) {
      return;
    }
    if (context.objects().get(key, namespace, name).isEmpty()) {
      context.objects().create(key, wanted, MANAGER);
    } else if (key.equals("services")) {
      context
          .objects()
          .modify(
              key,
              namespace,
              name,
              MANAGER,
              now -> ports(now).equals(ports(wanted)) ? now : with(now, wanted));
    }
  }

  private static List<Tree> ports(Tree service) {
    return service.at("spec.ports").items().stream()
        .map(port -> Tree.object("name", port.get("name"), "port", port.get("port")))
        .toList();
  }

  private static Tree with(Tree now, Tree wanted) {
    return now.with("spec", now.get("spec").with("ports", wanted.at("spec.ports")));
  }

  private boolean ready(Tree gateway) {
    return context
        .objects()
        .get(DEPLOYMENTS, ObjectNames.namespace(gateway), GatewayDeployment.name(gateway))
        .filter(deployment -> Conditions.isTrue(deployment, "Available"))
        .isPresent();
  }

  private void write(String key, Tree object, Tree status) {
    if (!status.equals(object.get("status"))) {
      context
          .objects()
          .modifyStatus(
              key,
              ObjectNames.namespace(object),
              ObjectNames.name(object),
              MANAGER,
              now ->
                  now.at("metadata.generation").equals(object.at("metadata.generation"))
                      ? now.with("status", status)
                      : now);
    }
  }
}
