package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Listeners in the JSON of Envoy's config dump (shape as captured). */
final class ListenerJson {
  private final boolean logs;
  private final String updated;
  private final boolean gateway;

  /**
   * A writer.
   *
   * @param logs whether the proxy keeps an access log
   * @param updated when the configuration came
   * @param gateway whether the proxy is a gateway's: it binds its ports itself
   */
  ListenerJson(boolean logs, String updated, boolean gateway) {
    this.logs = logs;
    this.updated = updated;
    this.gateway = gateway;
  }

  /** One entry of the dump. */
  Tree entry(ListenerConfig listener) {
    Tree state = Tree.object("listener", listener(listener), "last_updated", updated);
    return Tree.object(
        "@type",
        "type.googleapis.com/envoy.admin.v3.ListenersConfigDump.DynamicListener",
        "name",
        listener.name(),
        "active_state",
        state);
  }

  private Tree listener(ListenerConfig listener) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@type", "type.googleapis.com/envoy.config.listener.v3.Listener");
    json.put("name", listener.name());
    Tree socket = Tree.object("address", listener.address(), "port_value", listener.port());
    json.put("address", Tree.object("socket_address", socket));
    boolean catchAll = listener.name().equals(ListenerConfig.VIRTUAL_OUTBOUND);
    if (catchAll) {
      json.put("filter_chains", catchAllChains(listener));
      json.put("use_original_dst", true);
    } else {
      json.putAll(new ChainJson(listener, logs, gateway ? "http." : "").fields());
    }
    json.put("traffic_direction", "OUTBOUND");
    if (!catchAll && !gateway) {
      json.put("listener_filters_timeout", "0s");
      json.put("continue_on_listener_filters_timeout", true);
      json.put("bind_to_port", false);
    }
    return Tree.of(json);
  }

  private List<Tree> catchAllChains(ListenerConfig listener) {
    Tree own =
        Tree.object(
            "filter_chain_match",
            Tree.object("destination_port", listener.port()),
            "filters",
            List.of(NetworkFilters.proxy(ClusterConfig.BLACK_HOLE, false)),
            "name",
            "virtualOutbound-blackhole");
    Tree rest =
        Tree.object(
            "filters",
            List.of(NetworkFilters.proxy(listener.cluster(), logs)),
            "name",
            "virtualOutbound-catchall-tcp");
    return List.of(own, rest);
  }
}
