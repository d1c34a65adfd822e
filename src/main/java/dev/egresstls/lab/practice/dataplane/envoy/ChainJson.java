package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.mesh.sidecar.Chain;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Filter chains in the JSON of Envoy's config dump (shape as captured).
 *
 * @param routes what the name of a port's routes begins with: {@code http.} in a gateway
 */
record ChainJson(ListenerConfig listener, boolean logs, String routes) {
  private static final String LISTENER_FILTERS =
      "type.googleapis.com/envoy.extensions.filters.listener.";

  /** The fields of a listener that its chains fill. */
  Map<String, Object> fields() {
    Map<String, Object> json = new LinkedHashMap<>();
    if (listener.chains().size() == 1) {
      json.put("filter_chains", List.of(chain(listener.rest())));
      return json;
    }
    List<Tree> narrow = new ArrayList<>();
    for (Chain chain : listener.chains()) {
      if (!chain.takesAll()) {
        narrow.add(
            Tree.object("filter_chain_match", match(chain))
                .with("filters", List.of(filter(chain)))
                .with("transport_socket_connect_timeout", "15s"));
      }
    }
    json.put("filter_chains", narrow);
    json.put("listener_filters", inspectors());
    boolean passes = listener.cluster().endsWith("Cluster");
    Tree rest = Tree.object("filter_chain_match", Tree.object());
    json.put(
        "default_filter_chain",
        passes
            ? rest.with("filters", List.of(filter(listener.rest())))
                .with("name", "PassthroughFilterChain")
            : chain(listener.rest()));
    return json;
  }

  private Tree chain(Chain chain) {
    return Tree.object(
        "filters", List.of(filter(chain)), "transport_socket_connect_timeout", "15s");
  }

  private Tree filter(Chain chain) {
    if (chain.filter() != Filter.HTTP) {
      return NetworkFilters.proxy(chain.cluster(), logs);
    }
    String named =
        chain.cluster().isEmpty()
            ? routes + listener.port()
            : chain.cluster().replaceFirst(".*\\|", "") + ":" + listener.port();
    return NetworkFilters.manager(listener.name(), named, logs);
  }

  private static Tree match(Chain chain) {
    Map<String, Object> match = new LinkedHashMap<>();
    if (!chain.ranges().isEmpty()) {
      match.put("prefix_ranges", chain.ranges().stream().map(ChainJson::range).toList());
    }
    if (!chain.names().isEmpty()) {
      match.put("server_names", chain.names());
    }
    if (chain.filter() == Filter.HTTP) {
      match.put("transport_protocol", "raw_buffer");
      match.put("application_protocols", List.of("http/1.1", "h2c"));
    }
    return Tree.of(match);
  }

  private static Tree range(String text) {
    int bits = Cidr.parse(text).map(Cidr::bits).orElse(0);
    return Tree.object("address_prefix", text.replaceFirst("/.*", ""), "prefix_len", bits);
  }

  private List<Tree> inspectors() {
    List<Tree> filters = new ArrayList<>();
    if (listener.looksForServerName()) {
      filters.add(inspector("tls_inspector", "TlsInspector"));
    }
    if (listener.http().isPresent()) {
      filters.add(inspector("http_inspector", "HttpInspector"));
    }
    return filters;
  }

  private static Tree inspector(String name, String type) {
    return Tree.object(
        "name",
        "envoy.filters.listener." + name,
        "typed_config",
        Tree.object("@type", LISTENER_FILTERS + name + ".v3." + type));
  }
}
