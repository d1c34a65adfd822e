package dev.egresstls.lab.app.query;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Query;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pods that a way leads to, in namespaces that nobody watches. Whether such a pod has a sidecar
 * decides what is spoken to it, so its namespace is listed once.
 */
final class ReachedPods {
  private final Cluster cluster;
  private final List<Tree> objects;
  private final List<String> unread;
  private final Set<String> listed = new HashSet<>();

  /**
   * Lists nothing yet.
   *
   * @param objects to which pods are added
   * @param unread to which it is added why pods cannot be listed
   */
  ReachedPods(Cluster cluster, List<Tree> objects, List<String> unread) {
    this.cluster = cluster;
    this.objects = objects;
    this.unread = unread;
  }

  /** Adds pods that a way leads to; says whether there were any. */
  boolean add(Route route) {
    int before = objects.size();
    Set<String> ends = new HashSet<>(route.upstreams());
    Set<String> namespaces = new TreeSet<>();
    for (Tree slice : all("EndpointSlice")) {
      for (Tree endpoint : slice.get("endpoints").items()) {
        Tree target = endpoint.get("targetRef");
        boolean reached =
            endpoint.get("addresses").texts().stream()
                .anyMatch(address -> ends.stream().anyMatch(end -> isAt(end, address)));
        if (reached && target.get("kind").text("").equals("Pod")) {
          namespaces.add(target.get("namespace").text(ObjectNames.namespace(slice)));
        }
      }
    }
    all("Pod").forEach(pod -> namespaces.remove(ObjectNames.namespace(pod)));
    namespaces.stream().filter(listed::add).forEach(this::list);
    return objects.size() > before;
  }

  private static boolean isAt(String end, String address) {
    return end.startsWith(address + ":") || end.startsWith("[" + address + "]:");
  }

  private List<Tree> all(String kind) {
    return objects.stream().filter(one -> one.get("kind").text("").equals(kind)).toList();
  }

  private void list(String namespace) {
    try {
      objects.addAll(cluster.resources().list(Query.in(namespace, "v1", "Pod")));
    } catch (LabFailure e) {
      unread.add(e.problem().what());
    }
  }
}
