package dev.egresstls.lab.practice.api.discovery;

import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.api.http.Subresource;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/** A kind and its subresources as discovery documents. */
final class ResourceDocuments {
  private ResourceDocuments() {}

  static List<Tree> of(Served served) {
    ResourceType type = served.type();
    Tree main =
        Tree.object(
            "name", type.plural(),
            "singularName", type.singular(),
            "namespaced", type.namespaced(),
            "kind", type.kind(),
            "verbs", ResourcePath.verbs(type));
    main = type.shortNames().isEmpty() ? main : main.with("shortNames", type.shortNames());
    main = type.categories().isEmpty() ? main : main.with("categories", type.categories());
    List<Tree> documents = new ArrayList<>(List.of(main));
    for (Subresource sub : Subresource.of(served)) {
      Tree one =
          Tree.object(
              "name", type.plural() + "/" + sub.name(),
              "singularName", "",
              "namespaced", type.namespaced(),
              "kind", sub.kind(),
              "verbs", sub.verbs());
      boolean own = sub.group().equals(type.group());
      documents.add(own ? one : one.with("group", sub.group()).with("version", sub.version()));
    }
    return documents;
  }

  static Tree aggregated(Served served) {
    ResourceType type = served.type();
    List<Tree> subs = new ArrayList<>();
    for (Subresource sub : Subresource.of(served)) {
      Tree kind = kind(sub.group(), sub.version(), sub.kind());
      subs.add(Tree.object("subresource", sub.name(), "responseKind", kind, "verbs", sub.verbs()));
    }
    Tree document =
        Tree.object(
            "resource", type.plural(),
            "responseKind", kind(type.group(), type.version(), type.kind()),
            "scope", type.namespaced() ? "Namespaced" : "Cluster",
            "singularResource", type.singular(),
            "verbs", ResourcePath.verbs(type),
            "shortNames", type.shortNames(),
            "categories", type.categories());
    return subs.isEmpty() ? document : document.with("subresources", subs);
  }

  private static Tree kind(String group, String version, String kind) {
    return Tree.object("group", group, "version", version, "kind", kind);
  }
}
