package dev.egresstls.lab.mesh.seen;

import dev.egresstls.lab.mesh.config.Filter;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a sidecar's Envoy says it is configured to do.
 *
 * @param clusters the active ones
 * @param listeners those that take connections; one that is only draining is left out
 * @param secrets active and warming ones
 */
public record ConfigDump(List<Cluster> clusters, List<Listener> listeners, List<Secret> secrets) {

  /**
   * A cluster.
   *
   * @param type {@code ORIGINAL_DST}, {@code EDS}, {@code STATIC}, {@code STRICT_DNS} …
   * @param tls the TLS that it starts; empty for plain text
   * @param config the path of the DestinationRule that shaped it, from its metadata
   */
  public record Cluster(String name, String type, Optional<Tls> tls, Optional<String> config) {
    public Cluster {
      Objects.requireNonNull(name);
      Objects.requireNonNull(type);
      Objects.requireNonNull(tls);
      Objects.requireNonNull(config);
    }
  }

  /**
   * A listener that takes connections.
   *
   * @param address empty text if it has none
   * @param port 0 if it has none
   * @param filter {@link Filter#HTTP} if one of its chains reads HTTP
   * @param cluster where its tcp_proxy sends, in the chain for what nothing else matches
   */
  public record Listener(
      String name, String address, int port, Filter filter, Optional<String> cluster) {
    public Listener {
      Objects.requireNonNull(name);
      Objects.requireNonNull(address);
      Objects.requireNonNull(filter);
      Objects.requireNonNull(cluster);
    }
  }

  /**
   * A secret, by name alone.
   *
   * @param active whether Envoy has it; a warming one was asked for and has not come
   */
  public record Secret(String name, boolean active) {
    public Secret {
      Objects.requireNonNull(name);
    }
  }

  public ConfigDump {
    clusters = List.copyOf(clusters);
    listeners = List.copyOf(listeners);
    secrets = List.copyOf(secrets);
  }

  /**
   * Reads Envoy's JSON in snake case: a whole dump ({@code configs} with one entry a kind), one
   * filtered by {@code resource=} ({@code configs} with one entry a resource), or an object with
   * lists {@code clusters}, {@code listeners}, {@code secrets} and {@code warmingSecrets}. What it
   * does not know is passed over.
   */
  public static ConfigDump read(Tree dump) {
    ConfigDumpReader reader = new ConfigDumpReader();
    dump.get("configs").items().forEach(reader::config);
    dump.get("clusters").items().forEach(reader::config);
    dump.get("listeners").items().forEach(reader::config);
    dump.get("secrets").items().forEach(secret -> reader.secret(secret, true));
    dump.get("warmingSecrets").items().forEach(secret -> reader.secret(secret, false));
    return reader.dump();
  }

  /** What several filtered dumps say together. */
  public ConfigDump and(ConfigDump more) {
    return new ConfigDump(
        both(clusters, more.clusters),
        both(listeners, more.listeners),
        both(secrets, more.secrets));
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** A cluster by name. */
  public Optional<Cluster> cluster(String name) {
    return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
  }

  /** A listener by name. */
  public Optional<Listener> listener(String name) {
    return listeners.stream().filter(listener -> listener.name().equals(name)).findFirst();
  }

  /**
   * The listener that takes a connection to an address: its own, else the one for the port on any
   * address, else {@code virtualOutbound}.
   */
  public Optional<Listener> listenerFor(String address, int port) {
    return listener(address + "_" + port)
        .or(() -> listener("0.0.0.0_" + port))
        .or(() -> listener("virtualOutbound"));
  }

  /** A secret by name; an active one before one that is warming. */
  public Optional<Secret> secret(String name) {
    Optional<Secret> active =
        secrets.stream().filter(s -> s.active() && s.name().equals(name)).findFirst();
    return active.isPresent()
        ? active
        : secrets.stream().filter(s -> s.name().equals(name)).findFirst();
  }
}
