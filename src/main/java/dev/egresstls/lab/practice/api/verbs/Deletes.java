package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.store.Deletion;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deletes one object or all chosen ones of a collection. */
public final class Deletes {
  private final ObjectStore store;

  /** Deletes from a store. */
  public Deletes(ObjectStore store) {
    this.store = store;
  }

  /** DELETE of one object: a Status, or the object itself while finalizers hold it. */
  public ApiResponse delete(IncomingRequest call, ResourcePath at) {
    Tree last = store.delete(at.type(), at.namespace(), at.name(), deletion(call));
    if (last.at("metadata.deletionTimestamp").isPresent()) {
      return ApiResponse.ok(last);
    }
    Tree details =
        Tree.object("name", at.name(), "kind", at.type().type().plural())
            .with("uid", last.at("metadata.uid"));
    String group = at.type().type().group();
    return ApiResponse.ok(
        Tree.object(
            "kind", "Status",
            "apiVersion", "v1",
            "metadata", Map.of(),
            "status", "Success",
            "details", group.isEmpty() ? details : details.with("group", group)));
  }

  /** DELETE of a collection. */
  public ApiResponse deleteAll(IncomingRequest call, ResourcePath at) {
    RequestOptions.checkList(call, store.version());
    Deletion how = deletion(call);
    List<Tree> gone = new ArrayList<>();
    store.listing(at.type(), at.namespace()).items().stream()
        .filter(Selectors.of(call, at.type().type()))
        .forEach(
            one ->
                gone.add(
                    store.delete(
                        at.type(),
                        one.at("metadata.namespace").text(""),
                        one.at("metadata.name").text(""),
                        how)));
    return ApiResponse.ok(
        Tree.object(
            "kind",
            at.type().type().kind() + "List",
            "apiVersion",
            at.type().type().apiVersion(),
            "metadata",
            Tree.object("resourceVersion", String.valueOf(store.version())),
            "items",
            gone));
  }

  private static Deletion deletion(IncomingRequest call) {
    Tree options = call.body().length == 0 ? Tree.object() : call.object();
    RequestOptions.checkDeletion(call, options);
    // The options of a body go before those of the address.
    String propagation =
        call.body().length == 0
            ? call.parameter("propagationPolicy").orElse("Background")
            : options.get("propagationPolicy").text("Background");
    boolean dryRun = options.get("dryRun").texts().contains("All") || call.dryRun();
    if (options.get("orphanDependents").isTrue()) {
      propagation = "Orphan";
    }
    return new Deletion(propagation, options.get("preconditions"), dryRun);
  }
}
