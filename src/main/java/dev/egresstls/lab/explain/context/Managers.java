package dev.egresstls.lab.explain.context;

import dev.egresstls.lab.ledger.journal.FieldOwners;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Resources;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who manages an object and which of its fields, as its {@code metadata.managedFields} say. Writers
 * of a subresource such as {@code status} do not count, nor does what every cluster writes itself.
 */
final class Managers {
  /** The control plane's own writers, and istiod, which fills in CA bundles. */
  private static final Set<String> CLUSTER =
      Set.of(
          "kube-apiserver",
          "kube-controller-manager",
          "kube-scheduler",
          "kubelet",
          "pilot-discovery");

  /** What {@code istioctl install} writes as (operator/pkg/install @1.27.0, and before 1.24). */
  private static final Set<String> ISTIOCTL = Set.of("istio-operator", "istioctl");

  private final Tree entries;

  private Managers(Tree entries) {
    this.entries = entries;
  }

  static Managers of(Tree object) {
    return new Managers(object.at("metadata.managedFields"));
  }

  /** The names of all of them, sorted. */
  Set<String> all() {
    return those(entry -> true);
  }

  /** Those that own a field which a merge patch changes. */
  Set<String> of(Tree object, Tree patch) {
    return those(entry -> touches(entry.get("fieldsV1"), object, patch));
  }

  private Set<String> those(Predicate<Tree> wanted) {
    Set<String> names = new TreeSet<>();
    for (Tree entry : entries.items()) {
      String name = entry.get("manager").text("");
      boolean main = entry.get("subresource").text("").isEmpty();
      if (main && !name.isEmpty() && !CLUSTER.contains(name) && wanted.test(entry)) {
        names.add(name);
      }
    }
    return names;
  }

  /** A value that stays as it is touches nothing. */
  private static boolean touches(Tree owned, Tree object, Tree patch) {
    return patch.fields().entrySet().stream()
        .anyMatch(
            field -> {
              Tree inner = owned.get("f:" + field.getKey());
              Tree now = object.get(field.getKey());
              boolean deeper = field.getValue().isObject() && now.isObject();
              return inner.isPresent()
                  && !now.equals(field.getValue())
                  && (!deeper || touches(inner, now, field.getValue()));
            });
  }

  /** What a person writes with: kubectl's commands, each under a name of its own. */
  static boolean byHand(String manager) {
    return FieldOwners.byHand(manager);
  }

  static boolean lab(String manager) {
    return Resources.isLab(manager);
  }

  static boolean istioctl(String manager) {
    return ISTIOCTL.contains(manager);
  }
}
