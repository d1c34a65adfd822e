package dev.egresstls.lab.practice.store.write;

import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of an object that no client may change. */
public final class ServerFields {
  private static final List<String> FIXED =
      List.of(
          "name",
          "namespace",
          "uid",
          "creationTimestamp",
          "generation",
          "resourceVersion",
          "managedFields",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private ServerFields() {}

  /** The proposed object with the live one's server-side fields. */
  public static Tree kept(Served type, Tree live, Tree proposed) {
    Map<String, Object> metadata = new LinkedHashMap<>(proposed.get("metadata").fields());
    for (String field : FIXED) {
      Tree value = live.get("metadata").get(field);
      if (value.isMissing()) {
        metadata.remove(field);
      } else {
        metadata.put(field, value);
      }
    }
    Tree kept = ServiceUpdate.kept(live, proposed).with("metadata", metadata);
    if (!type.status()) {
      return kept;
    }
    return live.get("status").isMissing()
        ? kept.without("status")
        : kept.with("status", live.get("status"));
  }

  /** The object with its next generation, if what it asks for has changed. */
  public static Tree generation(Served type, Tree before, Tree after) {
    if (type.generation() == Served.Generation.NONE
        || content(type, before).equals(content(type, after))) {
      return after;
    }
    long next = before.at("metadata.generation").number(0) + 1;
    return after.with("metadata", after.get("metadata").with("generation", next));
  }

  private static Tree content(Served type, Tree object) {
    Tree content = object.without("metadata").without("apiVersion");
    return type.generation() == Served.Generation.ALL ? content : content.without("status");
  }
}
