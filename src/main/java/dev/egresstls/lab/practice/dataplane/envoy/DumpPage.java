package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The page {@code /config_dump}. With {@code resource} it has one entry a resource, else one a kind
 * of resource; {@code name_regex} chooses among resources in both, and a {@code mask} that fits no
 * field of a kind leaves that kind out (envoy source/server/admin/config_dump_handler.cc).
 */
final class DumpPage {
  private static final String DUMP = "type.googleapis.com/envoy.admin.v3.";
  private static final Map<String, String> KINDS =
      Map.of(
          "ClustersConfigDump", "dynamic_active_clusters",
          "ListenersConfigDump", "dynamic_listeners",
          "SecretsConfigDump", "dynamic_active_secrets");

  /** Lists that Envoy has and that are always empty here. */
  private static final Set<String> EMPTY =
      Set.of(
          "static_clusters",
          "static_listeners",
          "static_secrets",
          "dynamic_warming_secrets",
          "dynamic_warming_clusters");

  private final AdminRequest request;
  private final Map<String, Supplier<List<Tree>>> lists;
  private final Pattern names;

  private DumpPage(AdminRequest request, Map<String, Supplier<List<Tree>>> lists) {
    this.request = request;
    this.lists = lists;
    this.names = names(request.parameter("name_regex"));
  }

  /**
   * The page.
   *
   * @param lists the resources of each list that is not always empty
   * @throws AdminRequest.Refused if the regular expression or the mask makes no sense
   */
  static String of(AdminRequest request, Map<String, Supplier<List<Tree>>> lists) {
    return new DumpPage(request, lists).page();
  }

  private static Pattern names(String regex) {
    try {
      return Pattern.compile(regex.isEmpty() ? ".*" : regex);
    } catch (PatternSyntaxException e) {
      String why = "Error while parsing name_regex from " + regex + ": " + e.getDescription();
      throw new AdminRequest.Refused("INVALID_ARGUMENT: " + why);
    }
  }

  private String page() {
    String resource = request.parameter("resource");
    if (!resource.isEmpty() && !lists.containsKey(resource) && !EMPTY.contains(resource)) {
      return resource + " not found in config dump";
    }
    List<Tree> entries = resource.isEmpty() ? kinds() : resources(resource);
    return Json.pretty(entries.isEmpty() ? Tree.object() : Tree.object("configs", entries)) + "\n";
  }

  /** Lists of one kind end alike: {@code static_clusters}, {@code dynamic_active_clusters}. */
  private boolean sameKind(String field, String list) {
    boolean known = lists.containsKey(field) || EMPTY.contains(field);
    return known && field.endsWith(list.substring(list.lastIndexOf('_')));
  }

  private List<Tree> resources(String list) {
    return named(list).stream()
        .map(entry -> FieldMask.apply(entry, request.parameter("mask")))
        .toList();
  }

  private List<Tree> named(String list) {
    return lists.getOrDefault(list, List::of).get().stream()
        .filter(entry -> names.matcher(name(entry)).matches())
        .toList();
  }

  private static String name(Tree entry) {
    return entry.get("name").text(entry.at("cluster.name").text(""));
  }

  private List<Tree> kinds() {
    String mask = request.parameter("mask");
    List<String> masked = List.of(mask.split(","));
    List<Tree> kinds = new ArrayList<>();
    for (Map.Entry<String, String> one : new TreeMap<>(KINDS).entrySet()) {
      String list = one.getValue();
      Map<String, Object> kind = new LinkedHashMap<>();
      kind.put("@type", DUMP + one.getKey());
      List<Tree> entries = named(list);
      if (!entries.isEmpty() && (mask.isBlank() || masked.contains(list))) {
        kind.put(list, entries);
      }
      if (mask.isBlank() || masked.stream().anyMatch(field -> sameKind(field, list))) {
        kinds.add(Tree.of(kind));
      }
    }
    if (kinds.isEmpty()) {
      String why = " could not be successfully applied to any configs.";
      throw new AdminRequest.Refused("FieldMask " + mask + why);
    }
    return kinds;
  }
}
