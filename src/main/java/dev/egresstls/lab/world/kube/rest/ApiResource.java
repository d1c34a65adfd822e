package dev.egresstls.lab.world.kube.rest;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kind that a server serves, and where.
 *
 * @param plural as in URLs, such as {@code backendtlspolicies}
 */
public record ApiResource(String apiVersion, String kind, String plural, boolean namespaced) {

  /** The API group; empty for the core group. */
  public String group() {
    return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
  }

  /** The path of all its objects, in one namespace or all. */
  public String path(Optional<String> namespace) {
    String group = apiVersion.contains("/") ? "/apis/" : "/api/";
    String in = namespaced ? namespace.map(ns -> "/namespaces/" + encoded(ns)).orElse("") : "";
    return group + apiVersion + in + "/" + plural;
  }

  /** The path of one object. */
  public String path(Optional<String> namespace, String name) {
    return path(namespace) + "/" + encoded(name);
  }

  /**
   * The path of what a query names.
   *
   * @param parameters further ones, {@code key=value} each
   */
  public String path(Query query, String... parameters) {
    List<String> all = new ArrayList<>();
    query.name().ifPresent(name -> all.add("fieldSelector=" + encoded("metadata.name=" + name)));
    query.label().ifPresent(label -> all.add("labelSelector=" + encoded(label)));
    all.addAll(List.of(parameters));
    return path(query.namespace()) + (all.isEmpty() ? "" : "?" + String.join("&", all));
  }

  /** The path of a watch from a version on that ends after some seconds and has bookmarks. */
  public String watchPath(Query query, String version, int seconds) {
    return path(
        query,
        "watch=true",
        "allowWatchBookmarks=true",
        "timeoutSeconds=" + seconds,
        "resourceVersion=" + version);
  }

  /** {@code patch services in namespace default} and such: what a request does. */
  public ApiOperation does(String verb, Optional<String> namespace) {
    String what = verb + " " + plural + (group().isEmpty() ? "" : "." + group());
    return namespaced
        ? new ApiOperation(what, namespace, namespace.isEmpty())
        : new ApiOperation(what);
  }

  /** The items of a list; they carry no apiVersion and kind of their own, so they get them. */
  public List<Tree> items(Tree list) {
    return list.get("items").items().stream().map(this::complete).toList();
  }

  private Tree complete(Tree item) {
    return item.get("kind").isPresent()
        ? item
        : item.with("apiVersion", apiVersion).with("kind", kind);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
