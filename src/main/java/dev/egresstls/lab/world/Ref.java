package dev.egresstls.lab.world;

import dev.egresstls.lab.value.Tree;
import java.util.Locale;
import java.util.Optional;

/**
 * Names one object.
 *
 * @param apiVersion such as {@code v1} or {@code apps/v1}
 * @param kind such as {@code Service}
 * @param namespace empty for cluster-scoped kinds
 */
public record Ref(String apiVersion, String kind, Optional<String> namespace, String name) {

  /** The name of an object that carries its apiVersion, kind and metadata. */
  public static Ref of(Tree object) {
    return new Ref(
        object.get("apiVersion").text(""),
        object.get("kind").text(""),
        object.at("metadata.namespace").text(),
        object.at("metadata.name").text(""));
  }

  /**
   * As kubectl's arguments: {@code service web -n default}. The group is named, because a kind
   * alone may be another group's.
   */
  public String kubectl() {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : "." + apiVersion.substring(0, slash);
    String type = kind.toLowerCase(Locale.ROOT) + group;
    return type + " " + name + namespace.map(ns -> " -n " + ns).orElse("");
  }

  /** {@code Service default/web}. */
  @Override
  public String toString() {
    return kind + " " + namespace.map(ns -> ns + "/").orElse("") + name;
  }
}
