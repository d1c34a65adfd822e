package dev.egresstls.lab.ledger;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.drift.Snapshot;
import dev.egresstls.lab.ledger.drift.SnapshotReader;
import dev.egresstls.lab.value.Sha256;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.served.ServedKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which objects there are, by their metadata alone.
 *
 * @param objects one of each; those that come and go by themselves are left out
 * @param unread the kinds that may not be listed, such as {@code v1/Secret}
 */
public record Inventory(List<Found> objects, List<String> unread) {
  /** Enough of a digest to notice a change that nobody has made on purpose to go unnoticed. */
  private static final int STATE = 16;

  private static final Set<String> FLEETING = Set.of("events", "events.events.k8s.io");

  /**
   * An object.
   *
   * @param state changes when somebody changes it outside of its status
   * @param owned whether another object owns it, so that it goes with that
   * @param managers who has written it, the last one first
   */
  public record Found(Ref ref, String uid, String state, boolean owned, List<String> managers) {
    public Found {
      managers = List.copyOf(managers);
    }

    /** {@code v1/Service default/kubernetes}. */
    public String name() {
      return kind() + " " + ref.namespace().map(ns -> ns + "/").orElse("") + ref.name();
    }

    String kind() {
      return ref.apiVersion() + "/" + ref.kind();
    }
  }

  public Inventory {
    objects = List.copyOf(objects);
    unread = List.copyOf(unread);
  }

  /** Everything that can be listed. The server is asked for tables, which hold metadata alone. */
  public static Inventory of(Resources resources) {
    List<Found> found = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (ServedKind kind : resources.served()) {
      if (FLEETING.contains(kind.fullName())) {
        continue;
      }
      try {
        found.addAll(list(resources, Query.all(kind.apiVersion(), kind.kind())));
      } catch (LabFailure e) {
        if (e.problem().kind() != Problem.Kind.DENIED) {
          throw e;
        }
        unread.add(kind.apiVersion() + "/" + kind.kind());
      }
    }
    return new Inventory(found, unread);
  }

  /** What a query names. */
  public static List<Found> list(Resources resources, Query query) {
    return objects(resources, query).stream()
        .map(object -> found(query, object.get("metadata")))
        .toList();
  }

  /** What a query names, with its metadata at least. */
  public static List<Tree> objects(Resources resources, Query query) {
    Tree table = resources.table(query).orElse(Tree.MISSING);
    return table.get("rows").isPresent()
        ? table.get("rows").items().stream().map(row -> row.get("object")).toList()
        : table.get("items").items();
  }

  private static Found found(Query query, Tree metadata) {
    List<String> managers =
        metadata.get("managedFields").items().stream()
            .filter(entry -> entry.get("subresource").text("").isEmpty())
            .sorted(Comparator.comparing((Tree one) -> one.get("time").text("")).reversed())
            .map(entry -> entry.get("manager").text(""))
            .distinct()
            .toList();
    Ref ref =
        new Ref(
            query.apiVersion(),
            query.kind(),
            metadata.get("namespace").text(),
            metadata.get("name").text(""));
    return new Found(
        ref,
        metadata.get("uid").text(""),
        state(query.kind(), metadata),
        !metadata.get("ownerReferences").items().isEmpty(),
        managers);
  }

  private static String state(String kind, Tree metadata) {
    Snapshot.Item item = SnapshotReader.item(kind, Tree.object("metadata", metadata));
    String all = item.marks() + " " + item.generation() + " " + item.writers();
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, STATE);
  }

  /** Those that an earlier inventory, as JSON, does not have. */
  public Inventory since(Tree earlier) {
    Set<String> known =
        earlier.fields().values().stream()
            .flatMap(uid -> uid.text().stream())
            .collect(Collectors.toSet());
    return new Inventory(
        objects.stream().filter(one -> !known.contains(one.uid())).toList(), unread);
  }

  /** By what each is called, its UID; what is owned by another goes with that. */
  public Tree json() {
    Map<String, Object> json = new LinkedHashMap<>();
    objects.stream().filter(one -> !one.owned()).forEach(one -> json.put(one.name(), one.uid()));
    return Tree.of(json);
  }

  /** By the UID of each, its state; what is owned by another is left out. */
  Tree states() {
    Map<String, Object> json = new LinkedHashMap<>();
    objects.stream().filter(one -> !one.owned()).forEach(one -> json.put(one.uid(), one.state()));
    return Tree.of(json);
  }

  /** The object with a UID. */
  public Optional<Found> with(String uid) {
    return objects.stream().filter(one -> one.uid().equals(uid)).findFirst();
  }
}
