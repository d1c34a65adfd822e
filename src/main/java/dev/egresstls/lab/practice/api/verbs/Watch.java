package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.api.table.Tables;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Listing;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Recorded;
import dev.egresstls.lab.value.Tree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One client's watch of one collection. */
public final class Watch {
  private final ObjectStore store;
  private final IncomingRequest call;
  private final ResourcePath at;
  private final Wire wire;
  private final Predicate<Tree> chosen;

  /** A watch that is not started. */
  public Watch(ObjectStore store, IncomingRequest call, ResourcePath at, Wire wire) {
    this.store = store;
    this.call = call;
    this.at = at;
    this.wire = wire;
    Predicate<Tree> here =
        object ->
            at.namespace().isEmpty()
                || object.at("metadata.namespace").text("").equals(at.namespace());
    Predicate<Tree> named =
        object -> at.name().isEmpty() || object.at("metadata.name").text("").equals(at.name());
    this.chosen = here.and(named).and(Selectors.of(call, at.type().type()));
  }

  /** Tells what is there, if the client knows nothing yet, and from then on every change. */
  public void start() {
    String from = call.parameter("resourceVersion").orElse("");
    boolean initial = call.says("sendInitialEvents");
    try {
      long since = from.isEmpty() || from.equals("0") || initial ? tellAll(initial) : number(from);
      AutoCloseable subscription = store.changesSince(since, this::tell, wire::breakOff);
      wire.onEnd(() -> closed(subscription));
    } catch (ApiError e) {
      gone(e);
    } catch (IOException e) {
      wire.end();
    }
  }

  private static void closed(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(String version) {
    if (!version.matches("\\d{1,18}")) {
      throw new ApiError(
          400, "BadRequest", "Invalid value: \"" + version + "\": strconv.ParseUint", Tree.MISSING);
    }
    return Long.parseLong(version);
  }

  private long tellAll(boolean mark) throws IOException {
    Listing listing = store.listing(at.type(), at.namespace());
    for (Tree object : listing.items()) {
      if (chosen.test(object)) {
        send("ADDED", object);
      }
    }
    if (mark && call.says("allowWatchBookmarks")) {
      bookmark(listing.version(), Map.of("k8s.io/initial-events-end", "true"));
    }
    return listing.version();
  }

  private void tell(Recorded recorded) {
    if (!recorded.change().resource().key().equals(at.type().key())) {
      return;
    }
    try {
      Optional<String> type = type(recorded);
      if (type.isPresent()) {
        send(type.get(), at.type().shown(recorded.change().object()));
      }
    } catch (IOException e) {
      wire.end();
    }
  }

  /** An object that comes to be chosen is added for this client, and the other way round. */
  private Optional<String> type(Recorded recorded) {
    boolean after = chosen.test(recorded.change().object());
    return switch (recorded.change().type()) {
      case ADDED -> after ? Optional.of("ADDED") : Optional.empty();
      case DELETED -> chosen.test(recorded.before()) ? Optional.of("DELETED") : Optional.empty();
      case MODIFIED -> {
        boolean before = chosen.test(recorded.before());
        if (before && after) {
          yield Optional.of("MODIFIED");
        }
        yield before ? Optional.of("DELETED") : after ? Optional.of("ADDED") : Optional.empty();
      }
    };
  }

  private void send(String type, Tree object) throws IOException {
    Tree metadata = Tree.object("resourceVersion", object.at("metadata.resourceVersion").text(""));
    Tree shown =
        Tables.wanted(call)
            ? Tables.of(at.type(), List.of(object), metadata, call)
            : Partial.wanted(call) ? Partial.of(object) : object;
    wire.send(ApiResponse.line(Tree.object("type", type, "object", shown)));
  }

  private void bookmark(long version, Map<String, String> annotations) throws IOException {
    Tree metadata =
        Tree.object("resourceVersion", String.valueOf(version), "annotations", annotations);
    Tree object =
        Tree.object(
            "kind", at.type().type().kind(),
            "apiVersion", at.type().type().apiVersion(),
            "metadata", metadata);
    wire.send(ApiResponse.line(Tree.object("type", "BOOKMARK", "object", object)));
  }

  /** Ends the watch because its time is over; a client that takes bookmarks gets a last one. */
  public void timeIsOver() {
    try {
      if (call.says("allowWatchBookmarks")) {
        bookmark(store.version(), Map.of());
      }
    } catch (IOException e) {
      // The client left first, and nothing is owed to it.
    }
    wire.end();
  }

  private void gone(ApiError error) {
    try {
      wire.send(
          ApiResponse.line(Tree.object("type", "ERROR", "object", ApiResponse.status(error))));
    } catch (IOException e) {
      // As above.
    }
    wire.end();
  }
}
