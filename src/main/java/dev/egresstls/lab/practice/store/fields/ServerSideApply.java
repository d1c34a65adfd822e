package dev.egresstls.lab.practice.store.fields;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Server-side apply of one configuration to one object. */
public final class ServerSideApply {
  private ServerSideApply() {}

  /**
   * What became of it.
   *
   * @param object the merged object, its managedFields not yet written
   */
  public record Applied(Tree object, ManagedFields fields) {}

  /**
   * Who applies a configuration.
   *
   * @param force whether to take over fields that others own with another value
   */
  public record Applier(Manager manager, boolean force) {}

  /**
   * Applies a configuration.
   *
   * @param live the object as it is, or {@link Tree#MISSING}
   * @param config the whole intent of the manager, without nulls
   * @throws ApiError 409 naming each manager and field in conflict
   */
  public static Applied apply(Tree live, Tree config, Shape shape, Applier who, String now) {
    Manager by = who.manager();
    ManagedFields before = ManagedFields.read(live.at("metadata.managedFields"));
    FieldSet fields = OwnableFields.of(FieldComparison.applied(config.raw(), shape));
    Tree merged = Tree.of(Merge.merged(live.raw(), config.raw(), shape));
    FieldSet changed = OwnableFields.of(FieldComparison.of(live, merged, shape).set());
    Map<Manager, FieldSet> conflicts = before.owners(changed, by);
    if (!who.force() && !conflicts.isEmpty()) {
      throw conflict(conflicts);
    }
    ManagedFields after = before;
    for (FieldSet taken : conflicts.values()) {
      after = after.without(taken, by);
    }
    FieldSet given = before.of(by).minus(fields);
    FieldSet kept = after.ofOthers(by).plus(fields);
    Object pruned =
        Merge.without(merged.raw(), given.minus(kept), kept, shape).orElse(merged.raw());
    return new Applied(Tree.of(pruned), after.with(by, fields, now));
  }

  private static ApiError conflict(Map<Manager, FieldSet> conflicts) {
    Map<String, List<String>> fields = new TreeMap<>();
    conflicts.forEach(
        (manager, set) ->
            fields.computeIfAbsent(manager.shown(), key -> new ArrayList<>()).addAll(set.paths()));
    List<Object> causes = new ArrayList<>();
    fields.forEach((manager, paths) -> paths.forEach(path -> causes.add(cause(manager, path))));
    String message = message(fields, causes.size());
    return new ApiError(409, "Conflict", message, Tree.object("causes", causes));
  }

  private static Map<String, Object> cause(String manager, String path) {
    Map<String, Object> cause = new LinkedHashMap<>();
    cause.put("reason", "FieldManagerConflict");
    cause.put("message", "conflict with " + manager);
    cause.put("field", path);
    return cause;
  }

  private static String message(Map<String, List<String>> fields, int count) {
    List<String> lines = new ArrayList<>();
    Optional<Map.Entry<String, List<String>>> only = fields.entrySet().stream().findFirst();
    if (count == 1 && only.isPresent()) {
      String path = only.get().getValue().get(0);
      return "Apply failed with 1 conflict: conflict with " + only.get().getKey() + ": " + path;
    }
    fields.forEach(
        (manager, paths) -> {
          lines.add("conflicts with " + manager + ":");
          paths.forEach(path -> lines.add("- " + path));
        });
    return "Apply failed with " + count + " conflicts: " + String.join("\n", lines);
  }
}
