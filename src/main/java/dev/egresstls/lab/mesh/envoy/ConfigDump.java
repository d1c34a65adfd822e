package dev.egresstls.lab.mesh.envoy;

import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.rule.AutoNames;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.value.JsonPieces;
import dev.egresstls.lab.value.Tree;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a sidecar's Envoy says it is configured to do.
 *
 * @param clusters the active ones
 * @param listeners those that take connections
 * @param draining names of listeners that only end what they have; they take no connection
 * @param secrets active and warming ones
 * @param missing what should have been there and was not, one sentence without a full stop each
 */
public record ConfigDump(
    List<Cluster> clusters,
    List<Listener> listeners,
    List<String> draining,
    List<Secret> secrets,
    List<String> missing) {

  /**
   * A cluster.
   *
   * @param type {@code ORIGINAL_DST}, {@code EDS}, {@code STATIC}, {@code STRICT_DNS} …; empty text
   *     if it has none
   * @param lbPolicy {@code CLUSTER_PROVIDED} …; {@code ROUND_ROBIN}, Envoy's default, if it names
   *     none
   * @param security the TLS that it starts
   * @param portOverride the port that it connects to instead of the dialled one, if it has one
   * @param config the path of the DestinationRule that shaped it, from its metadata
   */
  public record Cluster(
      String name,
      String type,
      String lbPolicy,
      UpstreamTls security,
      Optional<Integer> portOverride,
      Optional<String> config) {
    public Cluster {
      Objects.requireNonNull(security);
      Objects.requireNonNull(name);
      Objects.requireNonNull(type);
      Objects.requireNonNull(lbPolicy);
      Objects.requireNonNull(portOverride);
      Objects.requireNonNull(config);
    }

    /** The TLS that it starts; empty for plain text. */
    public Optional<Tls> tls() {
      return security.tls();
    }

    /**
     * The TLS of a request: what is sent and what is checked.
     *
     * @param host the Host of a request that the sidecar reads; empty if it reads none
     */
    public Optional<Tls> sent(Optional<String> host) {
      return host.isEmpty() ? tls() : tls().map(one -> security.auto().of(one, host.get()));
    }
  }

  /**
   * The TLS of a cluster.
   *
   * @param tls empty for plain text
   * @param versions such as {@code TLSv1_2 to TLSv1_3}; empty without TLS
   * @param socketMatches names of its transport socket matches: TLS that hangs on the endpoint
   * @param auto what it takes from the Host of a request
   * @param mutual the TLS for endpoints with a sidecar, if it makes a difference between them
   */
  public record UpstreamTls(
      Optional<Tls> tls,
      Optional<String> versions,
      List<String> socketMatches,
      AutoNames auto,
      Optional<Tls> mutual) {
    public UpstreamTls {
      Objects.requireNonNull(tls);
      Objects.requireNonNull(versions);
      Objects.requireNonNull(auto);
      Objects.requireNonNull(mutual);
      socketMatches = List.copyOf(socketMatches);
    }
  }

  /**
   * A listener that takes connections.
   *
   * @param address empty text if it has none
   * @param more further addresses of the same listener
   * @param port 0 if it has none
   * @param filter {@link Filter#HTTP} if one of its chains reads HTTP
   * @param cluster where its tcp_proxy sends, in the chain for what nothing else matches
   * @param chains its filter chains, the one for everything else last
   */
  public record Listener(
      String name,
      String address,
      List<String> more,
      int port,
      Filter filter,
      Optional<String> cluster,
      List<FilterChain> chains) {
    public Listener {
      Objects.requireNonNull(name);
      Objects.requireNonNull(address);
      Objects.requireNonNull(filter);
      Objects.requireNonNull(cluster);
      more = List.copyOf(more);
      chains = List.copyOf(chains);
    }

    /** Whether it is for that address and port. */
    public boolean isFor(String dialled, int dialledPort) {
      return port == dialledPort && (address.equals(dialled) || more.contains(dialled));
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
    draining = List.copyOf(draining);
    secrets = List.copyOf(secrets);
    missing = List.copyOf(missing);
  }

  /**
   * Reads Envoy's JSON in snake case: a whole dump ({@code configs} with one entry a kind), one
   * filtered by {@code resource=} ({@code configs} with one entry a resource), or an object with
   * lists {@code clusters}, {@code listeners}, {@code secrets} and {@code warmingSecrets}. What it
   * does not know is passed over.
   */
  public static ConfigDump read(Tree dump) {
    ConfigDumpReader reader = new ConfigDumpReader(name -> true);
    dump.fields().forEach((name, part) -> DumpPieces.walk(name, part, reader));
    return reader.dump();
  }

  /**
   * Reads the same as it comes, entry by entry, and keeps those whose names are wanted. A dump of
   * any length takes no more memory than its longest entry and what is kept.
   *
   * @throws dev.egresstls.lab.value.Json.Malformed if it is not JSON, or the stream fails
   */
  public static ConfigDump read(InputStream dump, Predicate<String> names) {
    ConfigDumpReader reader = new ConfigDumpReader(names);
    JsonPieces.read(dump, new DumpPieces(reader));
    return reader.dump();
  }

  /** What several filtered dumps say together. */
  public ConfigDump and(ConfigDump more) {
    return new ConfigDump(
        both(clusters, more.clusters),
        both(listeners, more.listeners),
        both(draining, more.draining),
        both(secrets, more.secrets),
        both(missing, more.missing));
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
   * The listener that takes a connection to an address: the one for it, else the one for the port
   * on any address, else {@code virtualOutbound}. So Envoy chooses among listeners that bind to no
   * port (held in all captured runs).
   */
  public Optional<Listener> listenerFor(String address, int port) {
    return Stream.of(address, "0.0.0.0", "::")
        .flatMap(one -> listeners.stream().filter(listener -> listener.isFor(one, port)))
        .findFirst()
        .or(() -> listener(ListenerConfig.VIRTUAL_OUTBOUND));
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
