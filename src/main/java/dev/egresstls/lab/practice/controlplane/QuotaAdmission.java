package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.Admission;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Set;

/**
 * Refuses what a ResourceQuota does not leave room for, as the admission plugin does; objects are
 * counted, CPU and memory are not.
 */
public final class QuotaAdmission implements Admission {
  private static final Set<String> BY_PLURAL =
      Set.of("pods", "services", "configmaps", "secrets", "resourcequotas");

  private final ObjectStore store;

  /** For the objects of a store. */
  public QuotaAdmission(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Tree admit(ResourceType type, Tree object) {
    String namespace = object.at("metadata.namespace").text("");
    for (Tree quota : store.list("resourcequotas")) {
      if (quota.at("metadata.namespace").text("").equals(namespace)) {
        quota
            .at("spec.hard")
            .fields()
            .forEach((resource, hard) -> check(type, object, quota, resource, hard.text("")));
      }
    }
    return object;
  }

  private void check(ResourceType type, Tree object, Tree quota, String resource, String hard) {
    if (!counts(resource, type, object) || !hard.matches("\\d{1,9}")) {
      return;
    }
    String namespace = object.at("metadata.namespace").text("");
    List<Tree> there =
        store.list(type.key()).stream()
            .filter(one -> one.at("metadata.namespace").text("").equals(namespace))
            .filter(one -> counts(resource, type, one))
            .toList();
    if (there.size() + 1 > Integer.parseInt(hard)) {
      String why =
          "exceeded quota: %s, requested: %s=1, used: %s=%d, limited: %s=%s"
              .formatted(
                  quota.at("metadata.name").text(""),
                  resource,
                  resource,
                  there.size(),
                  resource,
                  hard);
      throw Refusals.forbidden(type, object.at("metadata.name").text(""), why);
    }
  }

  private static boolean counts(String resource, ResourceType type, Tree object) {
    String service = object.at("spec.type").text("ClusterIP");
    return switch (resource) {
      case "services.loadbalancers" ->
          type.key().equals("services") && service.equals("LoadBalancer");
      case "services.nodeports" ->
          type.key().equals("services") && Set.of("NodePort", "LoadBalancer").contains(service);
      default ->
          BY_PLURAL.contains(resource) && resource.equals(type.key())
              || resource.equals("count/" + type.key());
    };
  }
}
