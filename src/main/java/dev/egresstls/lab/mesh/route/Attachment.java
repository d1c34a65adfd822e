package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.mesh.observed.DiscoverySelectors;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;

/**
 * Whether an HTTPRoute is attached to a listener of a Gateway: it names it as its parent, and the
 * listener lets routes of its namespace in ({@code allowedRoutes}; only those of the Gateway's own
 * if nothing is said).
 */
public record Attachment(Observation seen, Tree gateway, Tree listener) {

  /** Whether the route is attached. */
  public boolean takes(Tree route) {
    return allows(route)
        && route.at("spec.parentRefs").items().stream().anyMatch(ref -> names(ref, route));
  }

  /** Whether a reference of a route leads to this listener. */
  public boolean names(Tree ref, Tree route) {
    String section = ref.get("sectionName").text("");
    return isOf(ref, route, gateway)
        && (section.isEmpty() || section.equals(listener.get("name").text("")))
        && (!ref.get("port").isPresent() || ref.get("port").equals(listener.get("port")));
  }

  /** Whether a reference of a route leads to a Gateway. */
  public static boolean isOf(Tree ref, Tree route, Tree gateway) {
    return ref.get("kind").text("Gateway").equals("Gateway")
        && ref.get("name").text("").equals(ObjectNames.name(gateway))
        && ref.get("namespace")
            .text(ObjectNames.namespace(route))
            .equals(ObjectNames.namespace(gateway));
  }

  /** Whether the listener lets the route in. */
  public boolean allows(Tree route) {
    Tree allowed = listener.get("allowedRoutes");
    boolean kind =
        allowed.get("kinds").items().isEmpty()
            || allowed.get("kinds").items().stream()
                .anyMatch(one -> one.get("kind").text("").equals("HTTPRoute"));
    String home = ObjectNames.namespace(route);
    Tree labels = seen.find("Namespace", "", home).orElse(Tree.MISSING).at("metadata.labels");
    return kind
        && switch (allowed.at("namespaces.from").text("Same")) {
          case "All" -> true;
          case "Selector" -> DiscoverySelectors.selects(allowed.at("namespaces.selector"), labels);
          case "Same" -> home.equals(ObjectNames.namespace(gateway));
          default -> false;
        };
  }
}
