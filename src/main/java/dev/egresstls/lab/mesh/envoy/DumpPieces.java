package dev.egresstls.lab.mesh.envoy;

import dev.egresstls.lab.value.JsonPieces;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the entries in a config dump. In {@code configs} stands either one entry a kind, with lists
 * of resources in it, or one entry a resource (envoy source/server/admin/config_dump_handler.cc).
 */
final class DumpPieces implements JsonPieces.Reader {
  private static final String CONFIGS = "configs";

  /** Lists of resources: in an entry of a kind, and side by side in a shortened dump. */
  private static final Set<String> LISTS =
      Set.of(
          "static_clusters",
          "dynamic_active_clusters",
          "static_listeners",
          "dynamic_listeners",
          "static_secrets",
          "dynamic_active_secrets",
          "dynamic_warming_secrets",
          "clusters",
          "listeners",
          "secrets",
          "warmingSecrets");

  /** What is read of an entry that is one resource. */
  private static final Set<String> MEMBERS =
      Set.of(
          "@type", "name", "version_info", "cluster", "listener", "active_state", "draining_state");

  private static final int IN_ENTRY = 3;

  private final ConfigDumpReader reader;
  private final Map<String, Tree> entry = new LinkedHashMap<>();

  DumpPieces(ConfigDumpReader reader) {
    this.reader = reader;
  }

  /** The same for a dump that is in memory. */
  static void walk(String name, Tree part, ConfigDumpReader reader) {
    for (Tree item : part.items()) {
      if (LISTS.contains(name)) {
        reader.entry(name, item);
      } else if (name.equals(CONFIGS)) {
        item.fields().forEach((list, resources) -> walk(list, resources, reader));
        reader.entry("", item);
      }
    }
  }

  @Override
  public JsonPieces.Take at(List<String> path) {
    int depth = path.size();
    String last = depth == 0 ? "" : path.get(depth - 1);
    boolean configs = depth > 0 && path.get(0).equals(CONFIGS);
    if (depth == 0 || configs && depth < IN_ENTRY) {
      return JsonPieces.Take.INSIDE;
    }
    if (LISTS.contains(last) && (depth == 1 || configs && depth == IN_ENTRY)) {
      return JsonPieces.Take.INSIDE;
    }
    boolean member = configs && depth == IN_ENTRY && MEMBERS.contains(last);
    boolean item = last.equals(JsonPieces.ITEM);
    return member || item ? JsonPieces.Take.WHOLE : JsonPieces.Take.NOTHING;
  }

  @Override
  public void piece(List<String> path, Tree value) {
    String last = path.get(path.size() - 1);
    if (last.equals(JsonPieces.ITEM)) {
      reader.entry(path.get(path.size() - 2), value);
    } else {
      entry.put(last, value);
    }
  }

  @Override
  public void end(List<String> path) {
    if (path.size() == 2 && !entry.isEmpty()) {
      reader.entry("", Tree.of(entry));
      entry.clear();
    }
  }
}
