package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * EndpointSlices of Endpoints that someone wrote by hand, as Kubernetes makes them (kubernetes
 * pkg/controller/endpointslicemirroring @1.33): of a Service without selector, unless a label
 * forbids it.
 */
final class MirroredEndpoints {
  private static final String SKIP = "endpointslice.kubernetes.io/skip-mirror";
  private static final String BY = "endpointslice.kubernetes.io/managed-by";
  private static final String CONTROLLER = "endpointslicemirroring-controller.k8s.io";
  private static final String LEADER = "control-plane.alpha.kubernetes.io/leader";

  private MirroredEndpoints() {}

  static void endpoints(Draft draft) {
    for (Tree endpoints : draft.all("Endpoints").toList()) {
      if (isMirrored(draft, endpoints)) {
        mirror(draft, endpoints);
      }
    }
  }

  private static boolean isMirrored(Draft draft, Tree endpoints) {
    Optional<Tree> service =
        draft.find("Service", ObjectNames.namespace(endpoints), ObjectNames.name(endpoints));
    boolean free = service.filter(one -> one.at("spec.selector").fields().isEmpty()).isPresent();
    boolean done =
        draft
            .all("EndpointSlice")
            .filter(slice -> ObjectNames.namespace(slice).equals(ObjectNames.namespace(endpoints)))
            .map(slice -> slice.at("metadata.labels"))
            .filter(labels -> labels.get(BY).text("").equals(CONTROLLER))
            .anyMatch(
                l -> l.get(Endpoint.SERVICE_LABEL).text("").equals(ObjectNames.name(endpoints)));
    Tree metadata = endpoints.get("metadata");
    return free
        && !done
        && !metadata.get("labels").get(SKIP).text("").equals("true")
        && metadata.get("annotations").get(LEADER).isMissing();
  }

  private static void mirror(Draft draft, Tree endpoints) {
    String name = ObjectNames.name(endpoints);
    List<Tree> subsets = endpoints.get("subsets").items();
    int made = 0;
    for (Tree subset : subsets) {
      for (String type : List.of("IPv4", "IPv6")) {
        List<Tree> items = new ArrayList<>();
        subset.get("addresses").items().forEach(one -> add(one, true, type, items));
        subset.get("notReadyAddresses").items().forEach(one -> add(one, false, type, items));
        if (!items.isEmpty()) {
          String called = name + "-mirror" + (made++ == 0 ? "" : made);
          draft.put(slice(endpoints, called, type, items, subset.get("ports")));
        }
      }
    }
    draft.assume(say("trace.assume.mirrored", name));
  }

  private static void add(Tree address, boolean ready, String type, List<Tree> into) {
    String ip = address.get("ip").text("");
    if (!ip.isEmpty() && ip.contains(":") == type.equals("IPv6")) {
      Tree conditions = Tree.object("ready", ready);
      into.add(Tree.object("addresses", List.of(ip), "conditions", conditions));
    }
  }

  private static Tree slice(
      Tree endpoints, String name, String type, List<Tree> items, Tree ports) {
    Tree labels = Tree.object(Endpoint.SERVICE_LABEL, ObjectNames.name(endpoints), BY, CONTROLLER);
    Tree metadata =
        Tree.object("name", name, "namespace", ObjectNames.namespace(endpoints), "labels", labels);
    return Tree.object(
        "apiVersion",
        "discovery.k8s.io/v1",
        "kind",
        "EndpointSlice",
        "metadata",
        metadata,
        "addressType",
        type,
        "endpoints",
        items,
        "ports",
        ports.isList() ? ports : Tree.of(List.of()));
  }
}
