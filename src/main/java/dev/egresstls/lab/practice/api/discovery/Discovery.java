package dev.egresstls.lab.practice.api.discovery;

import dev.egresstls.lab.practice.api.http.ApiResponse;
import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.practice.api.http.ResourcePath;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers discovery, in the old documents and in the aggregated one. */
public final class Discovery {
  private final ObjectStore store;

  /** Tells of what a store serves. */
  public Discovery(ObjectStore store) {
    this.store = store;
  }

  /** {@code /api} and what is below it, as far as it is no resource. */
  public ApiResponse core(IncomingRequest call, List<String> parts) {
    if (parts.size() == 2) {
      return ApiResponse.ok(resources("", parts.get(1)));
    }
    if (AggregatedDiscovery.wanted(call)) {
      return AggregatedDiscovery.answer(groups(true));
    }
    return ApiResponse.ok(
        Tree.object(
            "kind",
            "APIVersions",
            "versions",
            List.of("v1"),
            "serverAddressByClientCIDRs",
            List.of()));
  }

  /** {@code /apis}, {@code /apis/GROUP} and {@code /apis/GROUP/VERSION}. */
  public ApiResponse groups(IncomingRequest call, List<String> parts) {
    if (parts.size() == 3) {
      return ApiResponse.ok(resources(parts.get(1), parts.get(2)));
    }
    if (parts.size() == 1 && AggregatedDiscovery.wanted(call)) {
      return AggregatedDiscovery.answer(groups(false));
    }
    List<Tree> groups =
        groups(false).entrySet().stream()
            .filter(entry -> parts.size() == 1 || entry.getKey().equals(parts.get(1)))
            .map(entry -> group(entry.getKey(), entry.getValue()))
            .toList();
    if (parts.size() == 2) {
      Tree group = groups.stream().findFirst().orElseThrow(ResourcePath::noSuchThing);
      return ApiResponse.ok(group.with("kind", "APIGroup").with("apiVersion", "v1"));
    }
    return ApiResponse.ok(
        Tree.object("kind", "APIGroupList", "apiVersion", "v1", "groups", groups));
  }

  private Map<String, List<Served>> groups(boolean core) {
    return store.served().stream()
        .filter(one -> one.type().group().isEmpty() == core)
        .collect(
            Collectors.groupingBy(
                one -> one.type().group(), LinkedHashMap::new, Collectors.toList()));
  }

  private static Tree group(String name, List<Served> types) {
    List<Tree> versions =
        Versions.of(types).stream()
            .map(version -> Tree.object("groupVersion", name + "/" + version, "version", version))
            .toList();
    return Tree.object("name", name, "versions", versions, "preferredVersion", versions.get(0));
  }

  private Tree resources(String group, String version) {
    List<Tree> resources =
        store.served().stream()
            .filter(one -> one.type().group().equals(group))
            .filter(one -> one.type().version().equals(version))
            .flatMap(one -> ResourceDocuments.of(one).stream())
            .toList();
    if (resources.isEmpty()) {
      throw ResourcePath.noSuchThing();
    }
    return Tree.object(
        "kind",
        "APIResourceList",
        "apiVersion",
        "v1",
        "groupVersion",
        group.isEmpty() ? version : group + "/" + version,
        "resources",
        resources);
  }
}
