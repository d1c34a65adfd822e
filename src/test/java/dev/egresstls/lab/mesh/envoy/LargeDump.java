package dev.egresstls.lab.mesh.envoy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The config dump of a sidecar in a large mesh, made while it is read. */
public final class LargeDump {
  /** The one Service that a reader looks for. */
  public static final String WANTED = "outbound|443||google-headless.default.svc.cluster.local";

  private static final String CLUSTER =
      """
      {"@type": "type.googleapis.com/envoy.admin.v3.ClustersConfigDump.DynamicCluster",
       "version_info": "2026-11-23T20:35:00Z/1",
       "cluster": {
        "@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster",
        "name": "NAME",
        "type": "EDS",
        "eds_cluster_config": {
         "eds_config": {"ads": {}, "initial_fetch_timeout": "0s", "resource_api_version": "V3"},
         "service_name": "NAME"},
        "connect_timeout": "10s",
        "circuit_breakers": {"thresholds": [{"max_connections": 4294967295,
          "max_pending_requests": 4294967295, "max_requests": 4294967295,
          "max_retries": 4294967295, "track_remaining": true}]},
        "metadata": {"filter_metadata": {"istio": {"services": [
          {"host": "NAME", "name": "NAME", "namespace": "mesh"}]}}},
        "filters": [{"name": "istio.metadata_exchange", "typed_config": {"protocol": "istio"}}]},
       "last_updated": "2026-11-23T20:35:00.676Z"}
      """;

  private static final String LISTENER =
      """
      {"name": "NAME_443",
       "active_state": {
        "version_info": "2026-11-23T20:35:00Z/1",
        "listener": {
         "@type": "type.googleapis.com/envoy.config.listener.v3.Listener",
         "name": "NAME_443",
         "address": {"socket_address": {"address": "NAME", "port_value": 443}},
         "filter_chains": [{"filters": [
          {"name": "istio.stats", "typed_config": {"type_url": "type.googleapis.com/stats"}},
          {"name": "envoy.filters.network.tcp_proxy", "typed_config": {
           "@type": "type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy",
           "stat_prefix": "outbound|443||NAME",
           "cluster": "outbound|443||NAME",
           "access_log": [{"name": "envoy.access_loggers.file",
            "typed_config": {"path": "/dev/stdout", "log_format": {"text_format_source": {
             "inline_string": "[%START_TIME%] %REQ(:METHOD)% %PROTOCOL% %RESPONSE_CODE%"}}}}]}}]}],
         "traffic_direction": "OUTBOUND",
         "bind_to_port": false},
        "last_updated": "2026-11-23T20:35:15.393Z"}}
      """;

  private LargeDump() {}

  /**
   * A dump with so many clusters and as many listeners; 10,000 make about 22 MB. The wanted cluster
   * and its listener for 203.0.113.10 stand last.
   */
  public static InputStream of(int count) {
    Stream<String> clusters =
        Stream.concat(
            IntStream.range(0, count)
                .mapToObj(i -> CLUSTER.replace("NAME", "outbound|80||service-" + i + ".mesh.svc")),
            Stream.of(CLUSTER.replace("NAME", WANTED)));
    Stream<String> listeners =
        Stream.concat(
            IntStream.range(0, count)
                .mapToObj(i -> LISTENER.replace("NAME", "10." + i / 65536 + ".7." + i % 65536)),
            Stream.of(LISTENER.replace("NAME", "203.0.113.10")));
    return chained(
        List.of(
                Stream.of("{\"configs\": [{\"bootstrap\": {\"node\": {\"id\": \"sidecar\"}}},"),
                Stream.of("{\"@type\": \"clusters\", \"dynamic_active_clusters\": ["),
                separated(clusters),
                Stream.of("]}, {\"@type\": \"listeners\", \"dynamic_listeners\": ["),
                separated(listeners),
                Stream.of("]}, {\"dynamic_active_secrets\": [{\"name\": \"ROOTCA\"}]}]}"))
            .stream()
            .flatMap(part -> part));
  }

  private static Stream<String> separated(Stream<String> entries) {
    int[] number = {0};
    return entries.map(entry -> number[0]++ == 0 ? entry : "," + entry);
  }

  private static InputStream chained(Stream<String> parts) {
    Iterator<InputStream> streams =
        parts
            .map(
                part ->
                    (InputStream) new ByteArrayInputStream(part.getBytes(StandardCharsets.UTF_8)))
            .iterator();
    return new SequenceInputStream(
        new Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return streams.hasNext();
          }

          @Override
          public InputStream nextElement() {
            return streams.next();
          }
        });
  }
}
