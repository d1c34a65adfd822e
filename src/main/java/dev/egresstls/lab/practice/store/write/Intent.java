package dev.egresstls.lab.practice.store.write;

import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.practice.store.Writing;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an applied configuration asks for: without nulls, and without what is not its to set. */
public final class Intent {
  private Intent() {}

  public static Tree of(Served type, Tree config, Writing how) {
    Tree intent = Tree.of(withoutNulls(config.raw()));
    Tree metadata =
        intent
            .get("metadata")
            .without("managedFields")
            .without("creationTimestamp")
            .without("resourceVersion")
            .without("uid")
            .without("generation");
    if (how.ofStatus()) {
      Tree identity =
          Tree.object("name", metadata.get("name"), "namespace", metadata.get("namespace"));
      return Tree.of(
          withoutNulls(
              Tree.object(
                      "apiVersion", intent.get("apiVersion"),
                      "kind", intent.get("kind"),
                      "metadata", identity,
                      "status", intent.get("status"))
                  .raw()));
    }
    Tree whole = intent.with("metadata", metadata);
    return type.status() ? whole.without("status") : whole;
  }

  private static Object withoutNulls(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value instanceof java.util.List<?> list
          ? list.stream().map(Intent::withoutNulls).toList()
          : value;
    }
    Map<String, Object> left = new LinkedHashMap<>();
    map.forEach(
        (key, item) -> {
          if (item != null) {
            left.put((String) key, withoutNulls(item));
          }
        });
    return left;
  }
}
