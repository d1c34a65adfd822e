package dev.egresstls.lab.practice.api.discovery;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OpenAPI, as much as kubectl reads of it: which requests take {@code fieldValidation}, and the
 * schemas of all kinds for {@code kubectl explain}.
 */
public final class OpenApi {
  private static final String V2 = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  /** How client-go asks for it; the server answers in the other spelling. */
  private static final String V2_ASKED = V2.replace("v2.v1.0", "v2@v1.0");

  private static final Map<String, String> INFO = Map.of("title", "practice", "version", "v1.33.1");

  private final ObjectStore store;

  /** Tells of what a store serves. */
  public OpenApi(ObjectStore store) {
    this.store = store;
  }

  /**
   * {@code /openapi/v3} and its documents. Version 2 is an empty document: kubectl asks for it when
   * a file holds a List, and then checks nothing itself.
   */
  public ApiResponse answer(IncomingRequest call, List<String> parts) {
    if (parts.size() == 2 && parts.get(1).equals("v2")) {
      String accepted = call.header("accept");
      return accepted.contains(V2) || accepted.contains(V2_ASKED)
          ? new ApiResponse(200, V2, "")
          : ApiResponse.ok(Tree.object("swagger", "2.0", "info", INFO, "paths", Map.of()));
    }
    if (parts.size() < 2 || !parts.get(1).equals("v3")) {
      throw ResourcePath.noSuchThing();
    }
    if (parts.size() == 2) {
      Map<String, Object> paths = new LinkedHashMap<>();
      store.served().forEach(one -> paths.put(path(one), document(one)));
      return ApiResponse.ok(Tree.object("paths", paths));
    }
    String path = String.join("/", parts.subList(2, parts.size()));
    List<Served> types = store.served().stream().filter(one -> path(one).equals(path)).toList();
    if (types.isEmpty()) {
      throw ResourcePath.noSuchThing();
    }
    return ApiResponse.ok(document(path, types));
  }

  private static String path(Served one) {
    String apiVersion = one.type().apiVersion();
    return one.type().group().isEmpty() ? "api/" + apiVersion : "apis/" + apiVersion;
  }

  private Map<String, Object> document(Served one) {
    return Map.of("serverRelativeURL", "/openapi/v3/" + path(one) + "?hash=" + store.version());
  }

  private static Tree document(String path, List<Served> types) {
    Map<String, Object> paths = new LinkedHashMap<>();
    Map<String, Object> schemas = new LinkedHashMap<>();
    for (Served one : types) {
      String scope = one.type().namespaced() ? "/namespaces/{namespace}/" : "/";
      String collection = "/" + path + scope + one.type().plural();
      paths.put(collection, Map.of("post", operation(one.type(), "post")));
      paths.put(
          collection + "/{name}",
          Map.of(
              "get", operation(one.type(), "get"),
              "put", operation(one.type(), "put"),
              "patch", operation(one.type(), "patch")));
      schemas.putAll(SchemaDocuments.all(one));
    }
    return Tree.object(
        "openapi", "3.0.0", "info", INFO, "paths", paths, "components", Map.of("schemas", schemas));
  }

  private static Map<String, Object> operation(ResourceType type, String verb) {
    Map<String, Object> operation = new LinkedHashMap<>();
    List<String> parameters =
        verb.equals("get") ? List.of() : List.of("dryRun", "fieldManager", "fieldValidation");
    operation.put(
        "parameters",
        parameters.stream()
            .map(name -> Map.of("name", name, "in", "query", "schema", Map.of("type", "string")))
            .toList());
    operation.put("responses", Map.of("200", Map.of("description", "OK")));
    operation.put("x-kubernetes-action", verb);
    operation.put("x-kubernetes-group-version-kind", SchemaDocuments.kind(type));
    return operation;
  }
}
