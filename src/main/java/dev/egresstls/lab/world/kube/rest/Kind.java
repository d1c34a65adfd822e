package dev.egresstls.lab.world.kube.rest;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A kind that a server serves, and where.
 *
 * @param plural as in URLs, such as {@code backendtlspolicies}
 */
public record Kind(String apiVersion, String kind, String plural, boolean namespaced) {

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

  /** The path of what a query names, ready for further {@code &key=value}. */
  public String path(Query query) {
    String selector =
        query.name().map(name -> "fieldSelector=" + encoded("metadata.name=" + name)).orElse("");
    return path(query.namespace()) + "?" + selector;
  }

  /** {@code patch services} and such, as {@code kubectl auth can-i} takes it. */
  public String does(String verb, Optional<String> namespace) {
    String group =
        apiVersion.contains("/") ? "." + apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    String in = namespaced ? namespace.map(ns -> " -n " + ns).orElse(" -A") : "";
    return verb + " " + plural + group + in;
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
