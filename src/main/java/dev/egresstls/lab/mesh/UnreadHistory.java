package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What sidecars may still have from before: they keep the configuration that istiod gave them last,
 * so where istiod is away, or has not noticed a change, today's objects do not show it. Seen on
 * Istio 1.31.0.
 */
final class UnreadHistory {
  private static final String ISTIOD = "Deployment istio-system/istiod";

  private final Observation seen;
  private final List<Because> found = new ArrayList<>();

  private UnreadHistory(Observation seen) {
    this.seen = seen;
  }

  /**
   * What counts for a client with a sidecar.
   *
   * @param reached the service whose cluster takes the connection
   */
  static List<Because> of(Observation seen, Optional<MeshService> reached) {
    UnreadHistory history = new UnreadHistory(seen);
    history.istiod();
    history.relabelled(reached.map(one -> ObjectNames.of(one.object())).orElse(""));
    return history.found;
  }

  private void istiod() {
    Optional<Tree> deployment = seen.find("Deployment", "istio-system", "istiod");
    if (deployment.isEmpty()) {
      if (seen.istio().isEmpty()) {
        found.add(new Because(say("mesh.unread.noIstiod"), ISTIOD, "", ""));
      }
      return;
    }
    Tree status = deployment.get().get("status");
    if (!status.isPresent()) {
      return; // a manifest, of which nobody knows how it runs
    }
    if (status.get("availableReplicas").number(0) == 0) {
      found.add(new Because(say("mesh.unread.noIstiod"), ISTIOD, "status.availableReplicas", "0"));
    } else if (status.get("updatedReplicas").number(0) < status.get("replicas").number(0)) {
      String updated = status.get("updatedReplicas").text("0");
      String field = "status.updatedReplicas";
      found.add(new Because(say("mesh.unread.istiodReplaced"), ISTIOD, field, updated));
    }
  }

  /**
   * A slice that was given to another Service after it was created. istiod adds its endpoints
   * there, and does not take them away here (istio
   * pilot/pkg/serviceregistry/kube/controller/endpointslice.go @1.31.0).
   */
  private void relabelled(String reached) {
    for (Tree slice : seen.all("EndpointSlice")) {
      String service = slice.at("metadata.labels").get(Endpoint.SERVICE_LABEL).text("");
      String owner = "Service " + ObjectNames.namespace(slice) + "/" + service;
      if (labelledLater(slice) && !owner.equals(reached)) {
        String name = ObjectNames.of(slice);
        String field = "metadata.labels[" + Endpoint.SERVICE_LABEL + "]";
        found.add(new Because(say("mesh.unread.relabelled", name), name, field, service));
      }
    }
  }

  /** Whether somebody wrote the label who wrote nothing else of the slice. */
  private static boolean labelledLater(Tree slice) {
    return slice.at("metadata.managedFields").items().stream()
        .map(entry -> entry.get("fieldsV1"))
        .anyMatch(
            fields ->
                fields
                        .get("f:metadata")
                        .get("f:labels")
                        .get("f:" + Endpoint.SERVICE_LABEL)
                        .isPresent()
                    && !fields.get("f:endpoints").isPresent()
                    && !fields.get("f:addressType").isPresent());
  }
}
