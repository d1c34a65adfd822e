package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.mesh.observed.GatewayProxy;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.route.Attachment;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The status of Gateways and HTTPRoutes, as istiod writes it where all is well (as captured), and
 * of a route whose backend is not there.
 *
 * @param now when a condition that changes is said to have changed, RFC 3339
 */
record GatewayStatus(Observation seen, String now) {
  private static final String GROUP = "gateway.networking.k8s.io";
  private static final String CONTROLLER = "istio.io/gateway-controller";
  private static final String REFUSED = "namespace is not allowed by the parent";

  /** A condition that is met or not. */
  private record Said(String type, boolean met, String reason, String message) {}

  /** The status of a Gateway whose proxy is ready; of another one what the API server says. */
  Tree of(Tree gateway, boolean ready) {
    String host = GatewayDeployment.name(gateway) + "." + ObjectNames.namespace(gateway) + ".svc.";
    List<String> ports =
        gateway.at("spec.listeners").items().stream()
            .map(one -> host + MeshService.DOMAIN + ":" + one.get("port").text(""))
            .distinct()
            .toList();
    List<Said> said = new ArrayList<>();
    said.add(new Said("Accepted", true, "Accepted", "Resource accepted"));
    said.add(
        ready
            ? new Said(
                "Programmed",
                true,
                "Programmed",
                "Resource programmed, assigned to service(s) " + String.join(", ", ports))
            : new Said("Programmed", false, "Pending", "Waiting for controller"));
    Tree status =
        Tree.object(
            "conditions",
            conditions(said, gateway, gateway.at("status.conditions").items()),
            "listeners",
            gateway.at("spec.listeners").items().stream()
                .map(one -> listener(gateway, one))
                .toList());
    Tree address = Tree.object("type", "Hostname", "value", host + MeshService.DOMAIN);
    return ready ? status.with("addresses", List.of(address)) : status;
  }

  private Tree listener(Tree gateway, Tree listener) {
    String name = listener.get("name").text("");
    String fine = "No errors found";
    List<Said> said =
        List.of(
            new Said("Accepted", true, "Accepted", fine),
            new Said("Conflicted", false, "NoConflicts", fine),
            new Said("Programmed", true, "Programmed", fine),
            new Said("ResolvedRefs", true, "ResolvedRefs", fine));
    List<Tree> before =
        gateway.at("status.listeners").items().stream()
            .filter(one -> one.get("name").text("").equals(name))
            .flatMap(one -> one.get("conditions").items().stream())
            .toList();
    Attachment attachment = new Attachment(seen, gateway, listener);
    long routes = seen.all("HTTPRoute").stream().filter(attachment::takes).count();
    return Tree.object(
        "attachedRoutes",
        routes,
        "conditions",
        conditions(said, gateway, before),
        "name",
        name,
        "supportedKinds",
        Stream.of("HTTPRoute", "GRPCRoute")
            .map(kind -> Tree.object("group", GROUP, "kind", kind))
            .toList());
  }

  private static Stream<Tree> parents(Tree route) {
    return route.at("spec.parentRefs").items().stream();
  }

  /** The status of an HTTPRoute: an entry for each parent that istiod knows. */
  Tree of(Tree route) {
    List<Tree> parents =
        parents(route).filter(ref -> known(ref, route)).map(ref -> parent(ref, route)).toList();
    return Tree.object("parents", parents);
  }

  private boolean known(Tree ref, Tree route) {
    String in = ref.get("namespace").text(ObjectNames.namespace(route));
    String kind = ref.get("kind").text("Gateway");
    Optional<Tree> found = seen.find(kind, in, ref.get("name").text(""));
    return found.filter(one -> !kind.equals("Gateway") || GatewayProxy.runs(one)).isPresent();
  }

  private Tree parent(Tree ref, Tree route) {
    Tree whole =
        Tree.object("group", ref.get("group").text(GROUP), "kind", ref.get("kind").text("Gateway"));
    for (String field : List.of("namespace", "name", "sectionName", "port")) {
      whole = ref.get(field).isPresent() ? whole.with(field, ref.get(field)) : whole;
    }
    Tree own = whole;
    List<Tree> before =
        route.at("status.parents").items().stream()
            .filter(one -> one.get("parentRef").equals(own))
            .flatMap(one -> one.get("conditions").items().stream())
            .toList();
    Optional<String> lost = lost(route);
    List<Said> said =
        List.of(
            allowed(ref, route)
                ? new Said("Accepted", true, "Accepted", "Route was valid")
                : new Said("Accepted", false, "NotAllowedByListeners", REFUSED),
            lost.isEmpty()
                ? new Said("ResolvedRefs", true, "ResolvedRefs", "All references resolved")
                : new Said("ResolvedRefs", false, "BackendNotFound", lost.get()));
    return Tree.object(
        "conditions",
        conditions(said, route, before),
        "controllerName",
        CONTROLLER,
        "parentRef",
        whole);
  }

  /** Whether a listener of the parent lets the route in; a Service always does. */
  private boolean allowed(Tree ref, Tree route) {
    return !ref.get("kind").text("Gateway").equals("Gateway")
        || seen.all("Gateway").stream()
            .filter(gateway -> Attachment.isOf(ref, route, gateway))
            .flatMap(
                gateway ->
                    gateway.at("spec.listeners").items().stream()
                        .map(listener -> new Attachment(seen, gateway, listener)))
            .anyMatch(one -> one.names(ref, route) && one.allows(route));
  }

  /** What is said of the first backend that is not there. */
  private Optional<String> lost(Tree route) {
    return route.at("spec.rules").items().stream()
        .flatMap(rule -> rule.get("backendRefs").items().stream())
        .filter(ref -> ref.get("kind").text("Service").equals("Service"))
        .map(ref -> ref.get("name").text("") + "/" + ref.get("namespace").text(home(route)))
        .map(name -> name.split("/"))
        .filter(name -> seen.find("Service", name[1], name[0]).isEmpty())
        .map(
            name ->
                "backend(" + name[0] + "." + name[1] + ".svc." + MeshService.DOMAIN + ") not found")
        .findFirst();
  }

  private static String home(Tree route) {
    return ObjectNames.namespace(route);
  }

  /** A condition that does not change keeps its time. */
  private List<Tree> conditions(List<Said> all, Tree object, List<Tree> before) {
    List<Tree> conditions = new ArrayList<>();
    for (Said said : all) {
      String status = said.met() ? "True" : "False";
      String since =
          before.stream()
              .filter(one -> one.get("type").text("").equals(said.type()))
              .filter(one -> one.get("status").text("").equals(status))
              .findFirst()
              .flatMap(one -> one.get("lastTransitionTime").text())
              .orElse(now);
      conditions.add(
          Tree.object(
              "lastTransitionTime",
              since,
              "message",
              said.message(),
              "observedGeneration",
              object.at("metadata.generation").number(0),
              "reason",
              said.reason(),
              "status",
              status,
              "type",
              said.type()));
    }
    return conditions;
  }
}
