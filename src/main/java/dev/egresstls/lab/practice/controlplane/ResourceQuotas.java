package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.Admission;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses what a ResourceQuota does not leave room for, as the admission plugin does, and writes
 * into the quota's status what is used, as its controller does. Objects are counted; CPU and memory
 * are not, so a status does not show them.
 */
public final class ResourceQuotas implements Admission, Controller {
  private static final String KEY = "resourcequotas";
  private static final String MANAGER = "kube-controller-manager";
  private static final Set<String> BY_PLURAL =
      Set.of("pods", "services", "configmaps", "secrets", KEY);
  private static final Set<String> BY_TYPE = Set.of("services.loadbalancers", "services.nodeports");

  private final Objects objects;

  /** For the objects of a store. */
  public ResourceQuotas(Objects objects) {
    this.objects = objects;
  }

  @Override
  public Tree admit(ResourceType type, Tree object) {
    for (Tree quota : of(object.at("metadata.namespace").text(""))) {
      quota
          .at("spec.hard")
          .fields()
          .forEach((resource, hard) -> check(type, object, quota, resource, hard.text("")));
    }
    return object;
  }

  @Override
  public void seen(ObjectChange change) {
    of(change.object().at("metadata.namespace").text("")).forEach(this::count);
  }

  private List<Tree> of(String namespace) {
    return objects.list(KEY).stream()
        .filter(quota -> quota.at("metadata.namespace").text("").equals(namespace))
        .toList();
  }

  private void count(Tree quota) {
    String namespace = quota.at("metadata.namespace").text("");
    Map<String, Object> hard = new LinkedHashMap<>();
    Map<String, Object> used = new LinkedHashMap<>();
    quota
        .at("spec.hard")
        .fields()
        .forEach(
            (resource, amount) -> {
              if (isCounted(resource)) {
                hard.put(resource, amount.text(""));
                used.put(resource, Long.toString(used(resource, namespace)));
              }
            });
    Tree status = Tree.object("hard", hard, "used", used);
    if (!status.equals(quota.get("status"))) {
      String name = quota.at("metadata.name").text("");
      objects.modifyStatus(KEY, namespace, name, MANAGER, now -> now.with("status", status));
    }
  }

  private void check(ResourceType type, Tree object, Tree quota, String resource, String hard) {
    if (!counts(resource, type.key(), object) || !hard.matches("\\d{1,9}")) {
      return;
    }
    long used = used(resource, object.at("metadata.namespace").text(""));
    if (used + 1 > Integer.parseInt(hard)) {
      String why =
          "exceeded quota: %s, requested: %s=1, used: %s=%d, limited: %s=%s"
              .formatted(
                  quota.at("metadata.name").text(""), resource, resource, used, resource, hard);
      throw Refusals.forbidden(type, object.at("metadata.name").text(""), why);
    }
  }

  private static boolean isCounted(String resource) {
    return BY_PLURAL.contains(resource)
        || BY_TYPE.contains(resource)
        || resource.startsWith("count/");
  }

  private long used(String resource, String namespace) {
    String key =
        BY_TYPE.contains(resource) ? "services" : resource.substring(resource.indexOf('/') + 1);
    return objects.list(key).stream()
        .filter(one -> one.at("metadata.namespace").text("").equals(namespace))
        .filter(one -> counts(resource, key, one))
        .count();
  }

  private static boolean counts(String resource, String key, Tree object) {
    String service = object.at("spec.type").text("ClusterIP");
    return switch (resource) {
      case "services.loadbalancers" -> key.equals("services") && service.equals("LoadBalancer");
      case "services.nodeports" ->
          key.equals("services") && Set.of("NodePort", "LoadBalancer").contains(service);
      default ->
          BY_PLURAL.contains(resource) && resource.equals(key) || resource.equals("count/" + key);
    };
  }
}
