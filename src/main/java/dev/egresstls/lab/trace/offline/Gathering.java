package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.world.served.ClusterScopedKinds;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Objects as an API server would hold them after all files were applied, one after the other. */
final class Gathering {
  private static final String NETWORK = "10.96.";
  private static final int BYTE = 256;
  private static final int LAST = BYTE * BYTE;

  /** Kinds of which others have one of the same name, with the API group of ours. */
  private static final Map<String, String> GROUPS =
      Map.of(
          "Service", "",
          "Gateway", "gateway.networking.k8s.io",
          "VirtualService", "networking.istio.io",
          "Sidecar", "networking.istio.io");

  private Gathering() {}

  /** The objects, each once; a later one takes the place of an earlier. */
  static Draft of(List<Tree> objects, String namespace) {
    Draft draft = new Draft(List.of());
    int homeless = 0;
    for (Tree object : objects) {
      if (isForeign(object)) {
        continue;
      }
      boolean scoped = ClusterScopedKinds.cluster(object);
      boolean fill = !scoped && ObjectNames.namespace(object).isEmpty();
      homeless += fill ? 1 : 0;
      draft.put(fill ? TreeEdit.put(object, namespace, "metadata", "namespace") : object);
    }
    if (homeless > 0) {
      draft.assume(say("trace.assume.home", namespace));
    }
    addresses(draft);
    MirroredEndpoints.endpoints(draft);
    return draft;
  }

  /** Whether it only shares its kind's name with one that is read, as Knative's Service does. */
  private static boolean isForeign(Tree object) {
    String group = GROUPS.get(object.get("kind").text(""));
    String version = object.get("apiVersion").text("");
    boolean said = group != null && !version.isEmpty();
    return said && !version.replaceFirst("/?[^/]*$", "").equals(group);
  }

  /** The API server gives a Service an address; one that is in a file has none yet. */
  private static void addresses(Draft draft) {
    Set<String> taken =
        draft
            .all("Service")
            .map(service -> service.at("spec.clusterIP").text(""))
            .collect(Collectors.toSet());
    Iterator<String> free =
        IntStream.range(1, LAST)
            .mapToObj(i -> NETWORK + i / BYTE + "." + i % BYTE)
            .filter(address -> !taken.contains(address))
            .iterator();
    for (Tree service : draft.all("Service").toList()) {
      boolean external = service.at("spec.type").text("").equals("ExternalName");
      if (!external && service.at("spec.clusterIP").text("").isEmpty() && free.hasNext()) {
        String address = free.next();
        draft.put(TreeEdit.put(service, address, "spec", "clusterIP"));
        draft.assume(say("trace.assume.clusterIp", address, ObjectNames.name(service)));
      }
    }
  }
}
