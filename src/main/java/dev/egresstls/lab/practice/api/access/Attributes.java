package dev.egresstls.lab.practice.api.access;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * What a request asks for, as RBAC sees it (k8s.io/apiserver
 * pkg/endpoints/request/requestinfo.go @1.33).
 *
 * @param resource empty for a path that is no resource
 * @param subresource empty for the object itself
 * @param namespace empty for cluster-scoped kinds and for all namespaces
 * @param name empty for a collection
 * @param path only for what is no resource
 */
record Attributes(
    String verb,
    String group,
    String resource,
    String subresource,
    String namespace,
    String name,
    String path) {
  private static final List<String> OF_NAMESPACES = List.of("status", "finalize");

  static Attributes of(IncomingRequest call) {
    List<String> parts = call.parts();
    boolean core = parts.get(0).equals("api");
    int rest = core ? 2 : 3;
    if (parts.size() <= rest || !core && !parts.get(0).equals("apis")) {
      String verb = call.method().toLowerCase(java.util.Locale.ROOT);
      return new Attributes(verb, "", "", "", "", "", call.path());
    }
    String group = core ? "" : parts.get(1);
    List<String> left = parts.subList(rest, parts.size());
    String namespace = "";
    if (left.get(0).equals("namespaces") && left.size() > 1) {
      namespace = left.get(1);
      boolean within = left.size() > 2 && !OF_NAMESPACES.contains(left.get(2));
      left = within ? left.subList(2, left.size()) : left;
    }
    String named = left.size() > 1 ? left.get(1) : "";
    String verb = verb(call, named.isEmpty());
    boolean many = List.of("list", "watch", "deletecollection").contains(verb);
    String name = named.isEmpty() && many ? selected(call).orElse("") : named;
    String subresource = left.size() > 2 ? left.get(2) : "";
    return new Attributes(verb, group, left.get(0), subresource, namespace, name, "");
  }

  private static String verb(IncomingRequest call, boolean collection) {
    return switch (call.method()) {
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> collection ? "deletecollection" : "delete";
      default -> call.says("watch") ? "watch" : collection ? "list" : "get";
    };
  }

  /** A list of one name is authorized by that name. */
  private static Optional<String> selected(IncomingRequest call) {
    return call.parameter("fieldSelector")
        .filter(one -> one.startsWith("metadata.name=") && !one.contains(","))
        .map(one -> one.substring("metadata.name=".length()).replaceFirst("^=", ""));
  }

  /** What a review asks about. */
  static Attributes of(Tree spec) {
    Tree about = spec.get("resourceAttributes");
    if (about.isMissing()) {
      Tree path = spec.get("nonResourceAttributes");
      return new Attributes(
          path.get("verb").text(""), "", "", "", "", "", path.get("path").text("/"));
    }
    return new Attributes(
        about.get("verb").text(""),
        about.get("group").text(""),
        about.get("resource").text(""),
        about.get("subresource").text(""),
        about.get("namespace").text(""),
        about.get("name").text(""),
        "");
  }

  /** The same, to create what is there not yet. */
  Attributes creating() {
    return new Attributes("create", group, resource, subresource, namespace, name, path);
  }

  boolean isResource() {
    return path.isEmpty();
  }

  /** {@code pods/exec}. */
  String full() {
    return subresource.isEmpty() ? resource : resource + "/" + subresource;
  }

  /** The refusal, word for word (k8s.io/apiserver .../responsewriters/errors.go @1.33). */
  String refusal(Caller caller) {
    String who = "User \"" + caller.name() + "\" cannot " + verb;
    if (!isResource()) {
      return "forbidden: " + who + " path \"" + path + "\"";
    }
    String what = group.isEmpty() ? resource : resource + "." + group;
    String where =
        namespace.isEmpty() ? " at the cluster scope" : " in the namespace \"" + namespace + "\"";
    return what
        + (name.isEmpty() ? "" : " \"" + name + "\"")
        + " is forbidden: "
        + who
        + " resource \""
        + full()
        + "\" in API group \""
        + group
        + "\""
        + where;
  }
}
