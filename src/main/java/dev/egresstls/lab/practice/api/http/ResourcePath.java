package dev.egresstls.lab.practice.api.http;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Set;

/**
 * What a resource path names.
 *
 * @param namespace empty for cluster-scoped kinds and for all namespaces
 * @param name empty for the collection
 * @param subresource empty for the object itself
 */
public record ResourcePath(Served type, String namespace, String name, String subresource) {
  private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");

  /**
   * Reads a path such as {@code /apis/apps/v1/namespaces/default/deployments/curl/status}.
   *
   * @throws ApiError 404 if no such kind is served
   */
  public static ResourcePath of(ObjectStore store, List<String> parts) {
    boolean core = parts.get(0).equals("api");
    int rest = core ? 2 : 3;
    if (parts.size() <= rest) {
      throw noSuchThing();
    }
    String group = core ? "" : parts.get(1);
    String version = parts.get(rest - 1);
    List<String> left = parts.subList(rest, parts.size());
    String namespace = "";
    if (left.get(0).equals("namespaces")
        && left.size() > 2
        && !OF_NAMESPACES.contains(left.get(2))) {
      namespace = left.get(1);
      left = left.subList(2, left.size());
    }
    Served type = store.served(group, version, left.get(0)).orElseThrow(ResourcePath::noSuchThing);
    String name = left.size() > 1 ? left.get(1) : "";
    return new ResourcePath(type, namespace, name, left.size() > 2 ? left.get(2) : "");
  }

  /** The answer to a path that nobody serves. */
  public static ApiError noSuchThing() {
    String message = "the server could not find the requested resource";
    return new ApiError(404, "NotFound", message, Tree.object());
  }
}
