package dev.egresstls.lab.mesh.seen;

import dev.egresstls.lab.mesh.config.Filter;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers clusters, listeners and secrets from the entries of a config dump. */
final class ConfigDumpReader {
  private static final String TCP_PROXY = "envoy.filters.network.tcp_proxy";
  private static final String HTTP = "envoy.filters.network.http_connection_manager";

  /** What Envoy gives for the version of a secret that was asked for and has not come. */
  private static final String NOT_COME = "uninitialized";

  private final List<ConfigDump.Cluster> clusters = new ArrayList<>();
  private final List<ConfigDump.Listener> listeners = new ArrayList<>();
  private final List<ConfigDump.Secret> secrets = new ArrayList<>();

  /** An entry: one resource, or an object with lists of them. */
  void config(Tree entry) {
    entry.get("static_clusters").items().forEach(this::config);
    entry.get("dynamic_active_clusters").items().forEach(this::config);
    entry.get("static_listeners").items().forEach(this::config);
    entry.get("dynamic_listeners").items().forEach(this::config);
    entry.get("static_secrets").items().forEach(secret -> secret(secret, true));
    entry.get("dynamic_active_secrets").items().forEach(secret -> secret(secret, true));
    entry.get("dynamic_warming_secrets").items().forEach(secret -> secret(secret, false));
    if (entry.get("cluster").isObject()) {
      cluster(entry.get("cluster"));
    } else if (entry.get("listener").isObject()) {
      listener(entry.get("listener"), entry.get("listener").get("name").text(""));
    } else if (entry.at("active_state.listener").isObject()) {
      listener(entry.at("active_state.listener"), entry.get("name").text(""));
    } else if (isSecret(entry)) {
      secret(entry, !entry.get("version_info").text("").equals(NOT_COME));
    }
  }

  private static boolean isSecret(Tree entry) {
    return entry.get("secret").isObject()
        || entry.get("@type").text("").endsWith("SecretsConfigDump.DynamicSecret");
  }

  void secret(Tree secret, boolean active) {
    secret.get("name").text().ifPresent(name -> secrets.add(new ConfigDump.Secret(name, active)));
  }

  private void cluster(Tree cluster) {
    String custom = cluster.at("cluster_type.name").text("STATIC");
    clusters.add(
        new ConfigDump.Cluster(
            cluster.get("name").text(""),
            cluster.get("type").text(custom),
            tls(cluster.at("transport_socket")),
            cluster.at("metadata.filter_metadata.istio.config").text()));
  }

  private static Optional<Tls> tls(Tree socket) {
    Tree context = socket.get("typed_config");
    Tree common = context.get("common_tls_context");
    if (!common.isObject()) {
      return Optional.empty();
    }
    Tree combined = common.get("combined_validation_context");
    String ca =
        combined
            .at("validation_context_sds_secret_config.name")
            .text(common.at("validation_context_sds_secret_config.name").text(""));
    return Optional.of(new Tls(context.get("sni").text(""), ca, sans(combined)));
  }

  private static List<String> sans(Tree combined) {
    Tree validation = combined.get("default_validation_context");
    List<String> names = new ArrayList<>();
    validation
        .get("match_subject_alt_names")
        .items()
        .forEach(name -> name.get("exact").text().ifPresent(names::add));
    validation
        .get("match_typed_subject_alt_names")
        .items()
        .forEach(name -> name.at("matcher.exact").text().ifPresent(names::add));
    return names.stream().distinct().toList();
  }

  private void listener(Tree listener, String name) {
    Tree socket = listener.at("address.socket_address");
    List<Tree> chains = new ArrayList<>(listener.get("filter_chains").items());
    boolean http = chains.stream().anyMatch(chain -> filter(chain, HTTP).isPresent());
    Optional<String> cluster =
        filter(listener.get("default_filter_chain"), TCP_PROXY).flatMap(ConfigDumpReader::target);
    for (Tree chain : chains) {
      boolean own = chain.at("filter_chain_match.destination_port").isPresent();
      if (cluster.isEmpty() && !own) {
        cluster = filter(chain, TCP_PROXY).flatMap(ConfigDumpReader::target);
      }
    }
    listeners.add(
        new ConfigDump.Listener(
            name,
            socket.get("address").text(""),
            (int) socket.get("port_value").number(0),
            http ? Filter.HTTP : cluster.isPresent() ? Filter.TCP_PROXY : Filter.NONE,
            cluster));
  }

  private static Optional<Tree> filter(Tree chain, String name) {
    return chain.get("filters").items().stream()
        .filter(filter -> filter.get("name").text("").equals(name))
        .findFirst();
  }

  private static Optional<String> target(Tree tcpProxy) {
    return tcpProxy.at("typed_config.cluster").text();
  }

  ConfigDump dump() {
    return new ConfigDump(clusters, listeners, secrets);
  }
}
