package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a list, as {@code limit} and {@code continue} ask for it (Kubernetes API concepts,
 * "Retrieving large results sets in chunks"). A token holds the version of the first part and the
 * last key that was given; unlike in etcd, what is deleted in between is missing from later parts.
 *
 * @param items the objects of this part
 * @param metadata {@code resourceVersion}, and the token if there is more
 */
record Page(List<Tree> items, Tree metadata) {
  Page {
    items = List.copyOf(items);
  }

  /** The part of all chosen objects, in the order of their keys, that a call asks for. */
  static Page of(IncomingRequest call, List<Tree> all, String version) {
    String token = call.parameter("continue").orElse("");
    long limit = limit(call);
    if (limit == 0 && token.isEmpty()) {
      return new Page(all, Tree.object("resourceVersion", version));
    }
    String[] from = token.isEmpty() ? new String[] {version, ""} : opened(token);
    List<Tree> rest =
        all.stream()
            .filter(one -> key(one).compareTo(from[1]) > 0)
            .sorted(Comparator.comparing(Page::key))
            .toList();
    Tree metadata = Tree.object("resourceVersion", from[0]);
    if (limit == 0 || rest.size() <= limit) {
      return new Page(rest, metadata);
    }
    List<Tree> items = rest.subList(0, Math.toIntExact(limit));
    metadata = metadata.with("continue", sealed(from[0], key(items.get(items.size() - 1))));
    // A real API server does not count what selectors would leave out.
    boolean selects =
        call.parameter("labelSelector").isPresent() || call.parameter("fieldSelector").isPresent();
    return new Page(
        items, selects ? metadata : metadata.with("remainingItemCount", rest.size() - limit));
  }

  /** A negative one is none. */
  private static long limit(IncomingRequest call) {
    long limit = Long.parseLong(call.parameter("limit").filter(one -> !one.isEmpty()).orElse("0"));
    return Math.max(0, limit);
  }

  private static String key(Tree object) {
    Tree metadata = object.get("metadata");
    return metadata.get("namespace").text("") + "/" + metadata.get("name").text("");
  }

  private static String sealed(String version, String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((version + " " + key).getBytes(StandardCharsets.UTF_8));
  }

  private static String[] opened(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.matches("[0-9]+ .+")) {
        return text.split(" ", 2);
      }
    } catch (IllegalArgumentException e) {
      throw noToken();
    }
    throw noToken();
  }

  private static RuntimeException noToken() {
    return Refusals.badRequest("invalid continue token: continue key is not valid");
  }
}
