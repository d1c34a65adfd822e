package dev.egresstls.lab.practice.api.http;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Kinds of Kubernetes on which nothing here would act. */
  private static final Set<String> IDLE =
      Set.of(
          "daemonsets",
          "statefulsets",
          "jobs",
          "cronjobs",
          "horizontalpodautoscalers",
          "poddisruptionbudgets",
          "ingresses",
          "persistentvolumeclaims",
          "replicationcontrollers",
          "limitranges");

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final Map<String, String> OF_COLLECTIONS =
      Map.of("GET", "list", "POST", "create", "DELETE", "deletecollection");
  private static final Map<String, String> OF_OBJECTS =
      Map.of("GET", "get", "PUT", "update", "PATCH", "patch", "DELETE", "delete");
  private static final Map<String, String> OF_SUBRESOURCES =
      Map.of("GET", "get", "POST", "create", "PUT", "update", "PATCH", "patch");

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
    String plural = left.get(0);
    Served type = store.served(group, version, plural).orElseThrow(() -> notServed(plural));
    String name = left.size() > 1 ? left.get(1) : "";
    String subresource = left.size() > 2 ? left.get(2) : "";
    ResourcePath at = new ResourcePath(type, namespace, name, subresource);
    if (left.size() > 3 || !at.isPlaced()) {
      throw noSuchThing();
    }
    if (!subresource.isEmpty() && at.found().isEmpty()) {
      throw notFound(say("practice.api.no-subresource", plural, subresource));
    }
    return at;
  }

  private boolean isPlaced() {
    return type.type().namespaced() ? name.isEmpty() || !namespace.isEmpty() : namespace.isEmpty();
  }

  private Optional<Subresource> found() {
    return Subresource.of(type).stream().filter(one -> one.name().equals(subresource)).findFirst();
  }

  /** What can be done with the objects of a kind. */
  public static List<String> verbs(ResourceType type) {
    return type.key().equals("namespaces")
        ? VERBS.stream().filter(verb -> !verb.equals("deletecollection")).toList()
        : VERBS;
  }

  /**
   * Refuses a method that this path does not offer.
   *
   * @throws ApiError 405
   */
  public void allow(String method) {
    List<String> offered = found().map(Subresource::verbs).orElse(verbs(type.type()));
    Map<String, String> verbs =
        !subresource.isEmpty() ? OF_SUBRESOURCES : name.isEmpty() ? OF_COLLECTIONS : OF_OBJECTS;
    boolean everywhere = type.type().namespaced() && namespace.isEmpty();
    if (!offered.contains(verbs.getOrDefault(method, "")) || everywhere && !method.equals("GET")) {
      throw notAllowed();
    }
  }

  /** The answer to a method that a path does not offer. */
  public static ApiError notAllowed() {
    String message = "the server does not allow this method on the requested resource";
    return new ApiError(405, "MethodNotAllowed", message, Tree.object());
  }

  /** The answer to a path that nobody serves. */
  public static ApiError noSuchThing() {
    return notFound("the server could not find the requested resource");
  }

  private static ApiError notServed(String plural) {
    return IDLE.contains(plural) ? notFound(say("practice.api.no-kind", plural)) : noSuchThing();
  }

  private static ApiError notFound(String message) {
    return new ApiError(404, "NotFound", message, Tree.object());
  }
}
