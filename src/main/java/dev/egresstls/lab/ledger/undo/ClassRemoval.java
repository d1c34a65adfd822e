package dev.egresstls.lab.ledger.undo;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Inventory;
import dev.egresstls.lab.ledger.Inventory.Found;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes what was made for a class, the learners' own objects included: they are in namespaces
 * that were made for nothing else. What belongs to the class, its label says, whoever applied it.
 */
public final class ClassRemoval {
  private static final String RBAC = "rbac.authorization.k8s.io/v1";

  /** Roles in the learners' namespaces go with those. */
  private static final List<Query> KINDS =
      List.of(
          Query.all("v1", "Namespace"),
          Query.all(RBAC, "ClusterRole"),
          Query.all(RBAC, "ClusterRoleBinding"),
          Query.in("istio-system", RBAC, "Role"),
          Query.in("istio-system", RBAC, "RoleBinding"),
          Query.in("kube-system", RBAC, "Role"),
          Query.in("kube-system", RBAC, "RoleBinding"));

  private final Resources raw;
  private final String key;
  private final String value;

  /** The removal of all that has a label. */
  public ClassRemoval(Resources raw, String key, String value) {
    this.raw = raw;
    this.key = key;
    this.value = value;
  }

  /** What would be deleted, namespaces first. */
  public List<Found> plan() {
    List<Found> all = new ArrayList<>();
    for (Query kind : KINDS) {
      all.addAll(Inventory.list(raw, kind.labelled(key, value)));
    }
    return all;
  }

  /** How many objects of learners go with each namespace. */
  public Map<String, Integer> within(List<Found> plan) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    plan.stream()
        .filter(one -> one.ref().kind().equals("Namespace"))
        .sorted(Comparator.comparing(one -> one.ref().name()))
        .forEach(one -> counts.put(one.ref().name(), 0));
    Inventory.of(raw).objects().stream()
        .filter(one -> !one.owned())
        .flatMap(one -> one.ref().namespace().stream())
        .forEach(namespace -> counts.computeIfPresent(namespace, (name, count) -> count + 1));
    return counts;
  }

  /** Deletes what was found, each by its UID, and waits until it is gone. */
  public void remove(List<Found> plan) throws InterruptedException {
    for (Found one : plan) {
      try {
        raw.delete(one.ref(), Optional.of(one.uid()), Optional.empty());
      } catch (LabFailure e) {
        if (e.problem().kind() == Problem.Kind.DENIED) {
          throw e;
        }
        if (raw.get(one.ref()).filter(now -> Undoing.uid(now).equals(one.uid())).isPresent()) {
          throw e;
        }
      }
    }
    Settling settling = new Settling(raw);
    for (Found one : plan) {
      settling.gone(one.ref(), one.uid());
    }
  }
}
