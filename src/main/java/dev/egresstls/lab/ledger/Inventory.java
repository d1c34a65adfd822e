package dev.egresstls.lab.ledger;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which objects there are, by their metadata alone.
 *
 * @param objects one of each; those that come and go by themselves are omitted
 * @param unread the kinds that may not be listed
 */
public record Inventory(List<Found> objects, List<String> unread) {
  private static final Set<String> FLEETING = Set.of("events", "events.events.k8s.io");

  /**
   * An object.
   *
   * @param owned whether another object owns it, so that it goes with that
   * @param managers who has written it
   */
  public record Found(Ref ref, String uid, String version, boolean owned, List<String> managers) {
    public Found {
      managers = List.copyOf(managers);
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
        unread.add(kind.fullName());
      }
    }
    return new Inventory(found, unread);
  }

  /** What a query names. */
  public static List<Found> list(Resources resources, Query query) {
    return resources.table(query).map(table -> read(query, table)).orElse(List.of());
  }

  private static List<Found> read(Query query, Tree table) {
    List<Tree> objects =
        table.get("rows").isPresent()
            ? table.get("rows").items().stream().map(row -> row.get("object")).toList()
            : table.get("items").items();
    return objects.stream().map(object -> found(query, object.get("metadata"))).toList();
  }

  private static Found found(Query query, Tree metadata) {
    List<String> managers =
        metadata.get("managedFields").items().stream()
            .filter(entry -> entry.get("subresource").text("").isEmpty())
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
        metadata.get("resourceVersion").text(""),
        !metadata.get("ownerReferences").items().isEmpty(),
        managers);
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
    objects.stream()
        .filter(one -> !one.owned())
        .forEach(one -> json.put(name(one.ref()), one.uid()));
    return Tree.of(json);
  }

  private static String name(Ref ref) {
    return ref.apiVersion()
        + "/"
        + ref.kind()
        + " "
        + ref.namespace().map(ns -> ns + "/").orElse("")
        + ref.name();
  }

  /** The object with a UID. */
  public Optional<Found> with(String uid) {
    return objects.stream().filter(one -> one.uid().equals(uid)).findFirst();
  }
}
