package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.api.table.Tables;
import dev.egresstls.lab.practice.store.Listing;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Gets and lists. */
public final class Reads {
  private final ObjectStore store;

  /** Reads from a store. */
  public Reads(ObjectStore store) {
    this.store = store;
  }

  /** One object, or a Table of it if the client asks for one. */
  public ApiResponse get(IncomingRequest call, ResourcePath at) {
    Tree object = store.read(at.type(), at.namespace(), at.name());
    if (at.subresource().equals("scale")) {
      return ApiResponse.ok(Scale.of(object));
    }
    if (Tables.wanted(call)) {
      Tree metadata =
          Tree.object("resourceVersion", object.at("metadata.resourceVersion").text(""));
      return ApiResponse.ok(Tables.of(at.type(), List.of(object), metadata, call));
    }
    return ApiResponse.ok(Partial.wanted(call) ? Partial.of(object) : object);
  }

  /** The chosen objects of a collection, as a list or a Table. */
  public ApiResponse list(IncomingRequest call, ResourcePath at) {
    RequestOptions.checkList(call, store.version());
    Listing listing = store.listing(at.type(), at.namespace());
    List<Tree> chosen =
        listing.items().stream().filter(Selectors.of(call, at.type().type())).toList();
    Page page = Page.of(call, chosen, String.valueOf(listing.version()));
    List<Tree> items = page.items();
    if (Tables.wanted(call)) {
      return ApiResponse.ok(Tables.of(at.type(), items, page.metadata(), call));
    }
    if (Partial.wanted(call)) {
      return ApiResponse.ok(metadata(items, page.metadata()));
    }
    boolean builtIn = at.type().schema().isEmpty();
    List<Tree> shown = builtIn ? items.stream().map(Reads::untyped).toList() : items;
    return ApiResponse.ok(
        Tree.object(
            "kind",
            at.type().type().kind() + "List",
            "apiVersion",
            at.type().type().apiVersion(),
            "metadata",
            page.metadata(),
            "items",
            shown));
  }

  private static Tree metadata(List<Tree> items, Tree metadata) {
    return Tree.object(
        "kind",
        "PartialObjectMetadataList",
        "apiVersion",
        "meta.k8s.io/v1",
        "metadata",
        metadata,
        "items",
        items.stream().map(Partial::of).toList());
  }

  /** The items of a list of built-in objects do not say again what they are. */
  private static Tree untyped(Tree object) {
    return object.without("apiVersion").without("kind");
  }
}
