package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.world.served.ClusterScopedKinds;
import java.util.List;

/** Objects as an API server would hold them after all files were applied, one after the other. */
final class Gathering {
  private Gathering() {}

  /** The objects, each once; a later one takes the place of an earlier. */
  static Draft of(List<Tree> objects, String namespace) {
    Draft draft = new Draft(List.of());
    int homeless = 0;
    for (Tree object : objects) {
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

  /** The API server gives a Service an address; one that is in a file has none yet. */
  private static void addresses(Draft draft) {
    int next = 1;
    for (Tree service : draft.all("Service").toList()) {
      boolean external = service.at("spec.type").text("").equals("ExternalName");
      if (!external && service.at("spec.clusterIP").text("").isEmpty()) {
        String address = "10.96.0." + next++;
        draft.put(TreeEdit.put(service, address, "spec", "clusterIP"));
        draft.assume(say("trace.assume.clusterIp", address, ObjectNames.name(service)));
      }
    }
  }
}
