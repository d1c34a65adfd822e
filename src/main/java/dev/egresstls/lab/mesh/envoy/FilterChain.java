package dev.egresstls.lab.mesh.envoy;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A filter chain of a listener.
 *
 * @param name empty text if it has none
 * @param match what it is for, as Envoy writes it; an object without members is for everything
 * @param filters the names of its filters, in order
 * @param cluster where its tcp_proxy sends; the first of several by weight; empty without one
 * @param route the routes that its HTTP connection manager asks for; empty without one
 */
public record FilterChain(
    String name,
    Tree match,
    List<String> filters,
    Optional<String> cluster,
    Optional<String> route) {
  private static final String TCP_PROXY = "envoy.filters.network.tcp_proxy";
  private static final String HTTP = "envoy.filters.network.http_connection_manager";

  public FilterChain {
    Objects.requireNonNull(name);
    Objects.requireNonNull(match);
    Objects.requireNonNull(cluster);
    Objects.requireNonNull(route);
    filters = List.copyOf(filters);
  }

  static FilterChain of(Tree chain) {
    Tree tcp = config(chain, TCP_PROXY);
    Tree http = config(chain, HTTP);
    Tree match = chain.get("filter_chain_match");
    return new FilterChain(
        chain.get("name").text(""),
        match.isObject() ? match : Tree.object(),
        chain.get("filters").items().stream().map(one -> one.get("name").text("")).toList(),
        tcp.get("cluster").text().or(() -> tcp.at("weighted_clusters.clusters[0].name").text()),
        http.at("rds.route_config_name").text().or(() -> http.at("route_config.name").text()));
  }

  private static Tree config(Tree chain, String filter) {
    return chain.get("filters").items().stream()
        .filter(one -> one.get("name").text("").equals(filter))
        .findFirst()
        .map(one -> one.get("typed_config"))
        .orElse(Tree.MISSING);
  }

  /** Whether it reads HTTP. */
  public boolean http() {
    return filters.contains(HTTP);
  }

  /** Whether it moves bytes. */
  public boolean tcp() {
    return filters.contains(TCP_PROXY);
  }

  /** Whether it is for one port alone, such as that of the listener itself. */
  boolean forOnePort() {
    return match.get("destination_port").isPresent();
  }
}
