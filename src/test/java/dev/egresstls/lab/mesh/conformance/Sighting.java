package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of a request, in a practice cluster or a real one.
 *
 * @param dump the sidecar's configuration; empty without a sidecar
 * @param line the access log's line of this very request
 * @param port that was dialled
 */
public record Sighting(
    Optional<ConfigDump> dump,
    Optional<AccessLogLine> line,
    CurlOutput curl,
    int port,
    List<Tree> policies) {
  static final String NONE = "-";

  /** By the names of {@link Row#FIELDS}. */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    Optional<ConfigDump.Listener> listener =
        dump.filter(there -> line.isPresent())
            .flatMap(there -> there.listenerFor(curl.connection().remoteIp().orElse(""), port));
    Optional<ConfigDump.Cluster> cluster =
        listener.flatMap(this::taken).flatMap(name -> dump.orElseThrow().cluster(name));
    fields.put("listener", masked(listener.map(ConfigDump.Listener::name).orElse(NONE)));
    fields.put("filter", filter().envoyName());
    fields.put("cluster", cluster.map(ConfigDump.Cluster::name).orElse(NONE));
    fields.put("type", cluster.map(ConfigDump.Cluster::type).orElse(NONE));
    fields.put("tls", cluster.flatMap(ConfigDump.Cluster::tls).map(Tls::words).orElse("none"));
    fields.put("rule", rule(cluster.flatMap(ConfigDump.Cluster::config)));
    fields.put("log", line.map(AccessLogLine::cluster).orElse(NONE));
    fields.put("flags", line.map(AccessLogLine::flags).orElse(NONE));
    fields.put("route", line.map(AccessLogLine::route).orElse(NONE));
    fields.put("curl", curl.exit().map(String::valueOf).orElse(NONE));
    fields.put("code", String.valueOf(curl.httpCode()));
    fields.put("status", Statuses.words(policies));
    return fields;
  }

  private Filter filter() {
    return line.map(one -> one.http() ? Filter.HTTP : Filter.TCP_PROXY).orElse(Filter.NONE);
  }

  /** The cluster in the log, if one of the listener's chains leads there. */
  private Optional<String> taken(ConfigDump.Listener listener) {
    String logged = line.orElseThrow().cluster();
    boolean leads =
        listener.chains().stream()
            .anyMatch(
                chain ->
                    line.get().http() ? chain.http() : chain.cluster().equals(Optional.of(logged)));
    return leads ? Optional.of(logged) : Optional.empty();
  }

  /** The last part of the path that a cluster's metadata names. */
  static String rule(Optional<String> config) {
    return config.map(path -> path.substring(path.lastIndexOf('/') + 1)).orElse(NONE);
  }

  /** Addresses of Services are given at random. */
  static String masked(String listener) {
    return listener.replaceFirst("^10\\.96\\.\\d+\\.\\d+_", "clusterIP_");
  }
}
