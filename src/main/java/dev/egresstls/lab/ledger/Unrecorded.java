package dev.egresstls.lab.ledger;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.drift.SnapshotReader;
import dev.egresstls.lab.ledger.journal.FieldOwners;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a cluster itself says about the lab's changes, where no ledger does: the objects whose field
 * managers name the lab. What undo sets again it writes under another name.
 *
 * @param created written by the lab alone
 * @param changed written by others, too
 * @param unread the kinds that may not be listed
 */
public record Unrecorded(List<Ref> created, List<Ref> changed, List<String> unread) {
  private static final String ISTIO = "istio-system";

  /** The kinds outside of any namespace that a lab may create or change. */
  private static final Set<String> CLUSTER_SCOPED =
      Set.of(
          "Namespace",
          "CustomResourceDefinition",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding");

  /** What a what-if may change of Istio. */
  private static final Set<String> OF_ISTIO = Set.of("ConfigMap", "Deployment");

  public Unrecorded {
    created = List.copyOf(created);
    changed = List.copyOf(changed);
    unread = List.copyOf(unread);
  }

  /** Whether the cluster bears no trace of the lab, as far as it may be read. */
  public boolean none() {
    return created.isEmpty() && changed.isEmpty();
  }

  /**
   * Looks for them; nothing is changed.
   *
   * @param namespace the lab's
   * @throws LabFailure if the cluster does not answer, or another one does
   */
  public static Unrecorded in(Resources resources, String namespace) {
    List<Ref> created = new ArrayList<>();
    List<Ref> changed = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (Query query : queries(resources, namespace)) {
      try {
        for (Tree object : Inventory.objects(resources, query)) {
          if (FieldOwners.marked(object) && !isOwned(object)) {
            (FieldOwners.alone(object) ? created : changed).add(ref(query, object));
          }
        }
      } catch (LabFailure e) {
        if (e.problem().kind() != Problem.Kind.DENIED) {
          throw e;
        }
        unread.add(query.kind());
      }
    }
    resources.verifyLook();
    return new Unrecorded(created, changed, unread.stream().distinct().toList());
  }

  private static List<Query> queries(Resources resources, String namespace) {
    List<Query> queries = new ArrayList<>();
    for (ServedKind kind : resources.served()) {
      if (SnapshotReader.churns(kind.kind())) {
        continue;
      }
      if (kind.namespaced()) {
        queries.add(Query.in(namespace, kind.apiVersion(), kind.kind()));
        if (OF_ISTIO.contains(kind.kind()) && !namespace.equals(ISTIO)) {
          queries.add(Query.in(ISTIO, kind.apiVersion(), kind.kind()));
        }
      } else if (CLUSTER_SCOPED.contains(kind.kind())) {
        queries.add(Query.all(kind.apiVersion(), kind.kind()));
      }
    }
    return queries;
  }

  /** It goes with its owner. */
  private static boolean isOwned(Tree object) {
    return !object.at("metadata.ownerReferences").items().isEmpty();
  }

  private static Ref ref(Query query, Tree object) {
    Optional<String> namespace = object.at("metadata.namespace").text();
    String name = object.at("metadata.name").text("");
    return new Ref(query.apiVersion(), query.kind(), namespace, name);
  }
}
