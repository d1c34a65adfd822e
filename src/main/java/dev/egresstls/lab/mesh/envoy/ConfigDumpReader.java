package dev.egresstls.lab.mesh.envoy;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Gathers clusters, listeners and secrets from the entries of a config dump. */
final class ConfigDumpReader {
  /** What Envoy gives for the version of a secret that was asked for and has not come. */
  private static final String NOT_COME = "uninitialized";

  private final Predicate<String> names;
  private final List<ConfigDump.Cluster> clusters = new ArrayList<>();
  private final List<ConfigDump.Listener> listeners = new ArrayList<>();
  private final List<String> draining = new ArrayList<>();
  private final List<ConfigDump.Secret> secrets = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  /**
   * A reader.
   *
   * @param names which names are wanted
   */
  ConfigDumpReader(Predicate<String> names) {
    this.names = names;
  }

  /**
   * An entry.
   *
   * @param list the list that it stands in; empty text if it stands by itself
   */
  void entry(String list, Tree entry) {
    boolean secret =
        list.isEmpty()
            ? isSecret(entry)
            : list.toLowerCase(java.util.Locale.ROOT).endsWith("secrets");
    if (secret) {
      secret(entry, !list.contains("arming"));
    } else if (entry.get("cluster").isObject()) {
      cluster(entry.get("cluster"));
    } else if (entry.get("listener").isObject()) {
      listener(entry.get("listener"), entry.get("listener").get("name").text(""));
    } else if (entry.at("active_state.listener").isObject()) {
      listener(entry.at("active_state.listener"), entry.get("name").text(""));
    } else if (entry.get("draining_state").isObject()) {
      entry.get("name").text().filter(names).ifPresent(draining::add);
    }
  }

  private static boolean isSecret(Tree entry) {
    return entry.get("secret").isObject()
        || entry.get("@type").text("").endsWith("SecretsConfigDump.DynamicSecret");
  }

  private void secret(Tree secret, boolean asked) {
    boolean active = asked && !secret.get("version_info").text("").equals(NOT_COME);
    String name = secret.get("name").text("");
    need(!name.isEmpty(), say("mesh.dump.secret"));
    if (!name.isEmpty() && names.test(name)) {
      secrets.add(new ConfigDump.Secret(name, active));
    }
  }

  private void need(boolean there, String otherwise) {
    if (!there && !missing.contains(otherwise)) {
      missing.add(otherwise);
    }
  }

  private void cluster(Tree cluster) {
    String name = cluster.get("name").text("");
    need(!name.isEmpty(), say("mesh.dump.cluster"));
    if (!names.test(name)) {
      return;
    }
    String type = cluster.get("type").text(cluster.at("cluster_type.name").text(""));
    need(!type.isEmpty(), say("mesh.dump.clusterType", name));
    ObservedTls tls = ObservedTls.of(cluster);
    need(tls.exact(), say("mesh.dump.nameMatch", name));
    Tree override = cluster.at("original_dst_lb_config.upstream_port_override");
    clusters.add(
        new ConfigDump.Cluster(
            name,
            type,
            cluster.get("lb_policy").text("ROUND_ROBIN"),
            new ConfigDump.UpstreamTls(
                tls.tls(),
                tls.versions(),
                cluster.get("transport_socket_matches").items().stream()
                    .map(match -> match.get("name").text(""))
                    .toList(),
                ObservedTls.auto(cluster),
                ObservedTls.mutual(cluster)),
            override.isPresent() ? Optional.of((int) override.number(0)) : Optional.empty(),
            cluster.at("metadata.filter_metadata.istio.config").text()));
  }

  private void listener(Tree listener, String name) {
    need(!name.isEmpty(), say("mesh.dump.listener"));
    if (!names.test(name)) {
      return;
    }
    Tree socket = listener.at("address.socket_address");
    String address = socket.get("address").text("");
    need(!address.isEmpty(), say("mesh.dump.address", name));
    List<FilterChain> chains = chains(listener, name);
    Optional<String> cluster = cluster(chains);
    boolean http = chains.stream().anyMatch(FilterChain::http);
    listeners.add(
        new ConfigDump.Listener(
            name,
            address,
            listener.get("additional_addresses").items().stream()
                .flatMap(more -> more.at("address.socket_address.address").text().stream())
                .toList(),
            (int) socket.get("port_value").number(0),
            http ? Filter.HTTP : cluster.isPresent() ? Filter.TCP_PROXY : Filter.NONE,
            cluster,
            chains));
  }

  private List<FilterChain> chains(Tree listener, String name) {
    List<FilterChain> chains = new ArrayList<>();
    listener.get("filter_chains").items().forEach(chain -> chains.add(FilterChain.of(chain)));
    Tree otherwise = listener.get("default_filter_chain");
    if (otherwise.isObject()) {
      chains.add(FilterChain.of(otherwise));
    }
    need(!chains.isEmpty(), say("mesh.dump.noChain", name));
    need(
        chains.stream().allMatch(chain -> !chain.tcp() || chain.cluster().isPresent()),
        say("mesh.dump.noCluster", name));
    return chains;
  }

  /** Where the last chain sends that is not for one port alone: the most general stands last. */
  private static Optional<String> cluster(List<FilterChain> chains) {
    return chains.stream()
        .filter(chain -> !chain.forOnePort())
        .flatMap(chain -> chain.cluster().stream())
        .reduce((earlier, later) -> later);
  }

  ConfigDump dump() {
    return new ConfigDump(clusters, listeners, draining, secrets, missing);
  }
}
