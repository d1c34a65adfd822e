package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clusters in the JSON of Envoy's config dump (shape as captured). */
final class ClusterJson {
  private static final String TYPE = "type.googleapis.com/envoy.config.cluster.v3.Cluster";
  private static final String ENTRY =
      "type.googleapis.com/envoy.admin.v3.ClustersConfigDump.DynamicCluster";
  private static final String TLS_CONTEXT =
      "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext";
  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
  private static final long NO_LIMIT = 4294967295L;

  private ClusterJson() {}

  /** One entry of the dump. */
  static Tree entry(ClusterConfig cluster, String updated) {
    return Tree.object("@type", ENTRY, "cluster", cluster(cluster), "last_updated", updated);
  }

  private static Tree cluster(ClusterConfig cluster) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@type", TYPE);
    json.put("name", cluster.name());
    json.put("type", cluster.type());
    byType(json, cluster);
    boolean byEndpoint = MeshTls.mayBe(cluster);
    cluster
        .tls()
        .filter(tls -> !byEndpoint)
        .ifPresent(tls -> json.put("transport_socket", socket(tls)));
    if (cluster.origination().auto().sni()) {
      json.put("typed_extension_protocol_options", Tree.object(HTTP_OPTIONS, options(cluster)));
    }
    cluster.service().ifPresent(service -> json.put("metadata", metadata(cluster, service)));
    if (cluster.service().isPresent()) {
      json.put("common_lb_config", Tree.object());
    }
    boolean inbound = cluster.name().equals(ClusterConfig.INBOUND_PASSTHROUGH);
    if (inbound) {
      Tree source = Tree.object("address", "127.0.0.6", "port_value", 0);
      json.put("upstream_bind_config", Tree.object("source_address", source));
    }
    if (byEndpoint) {
      json.put("transport_socket_matches", MeshTls.matches(cluster));
    }
    json.put("alt_stat_name", (inbound ? ClusterConfig.PASSTHROUGH : cluster.name()) + ";");
    return Tree.of(json);
  }

  /** What the cluster takes from the Host of each request (shape as captured). */
  private static Tree options(ClusterConfig cluster) {
    Map<String, Object> names = new LinkedHashMap<>();
    names.put("auto_sni", true);
    if (cluster.origination().auto().san()) {
      names.put("auto_san_validation", true);
    }
    return Tree.object(
        "@type",
        "type.googleapis.com/" + HTTP_OPTIONS,
        "upstream_http_protocol_options",
        Tree.of(names),
        "explicit_http_config",
        Tree.object("http_protocol_options", Tree.object()));
  }

  private static void byType(Map<String, Object> json, ClusterConfig cluster) {
    if (cluster.type().equals(ClusterConfig.EDS)) {
      json.put("eds_cluster_config", eds(cluster.name()));
    }
    json.put("connect_timeout", "10s");
    if (cluster.type().equals(ClusterConfig.ORIGINAL_DST)) {
      json.put("lb_policy", "CLUSTER_PROVIDED");
    } else if (cluster.service().isPresent()) {
      json.put("lb_policy", "LEAST_REQUEST");
    }
    if (!cluster.type().equals(ClusterConfig.STATIC)) {
      json.put("circuit_breakers", breakers());
    }
    cluster
        .portOverride()
        .ifPresent(
            port ->
                json.put("original_dst_lb_config", Tree.object("upstream_port_override", port)));
    if (cluster.type().endsWith("_DNS")) {
      json.put("dns_lookup_family", "V4_ONLY");
      json.put("respect_dns_ttl", true);
      json.put("load_assignment", assignment(cluster));
    }
  }

  private static Tree assignment(ClusterConfig cluster) {
    List<Tree> ends = new ArrayList<>();
    for (Endpoint endpoint : cluster.endpoints()) {
      Tree socket = Tree.object("address", endpoint.address(), "port_value", endpoint.port());
      Tree address = Tree.object("address", Tree.object("socket_address", socket));
      ends.add(Tree.object("endpoint", address, "load_balancing_weight", 1));
    }
    Tree locality = Tree.object("lb_endpoints", ends, "load_balancing_weight", ends.size());
    return Tree.object("cluster_name", cluster.name(), "endpoints", List.of(locality));
  }

  private static Tree eds(String name) {
    Tree source =
        Tree.object(
            "ads", Tree.object(), "initial_fetch_timeout", "0s", "resource_api_version", "V3");
    return Tree.object("eds_config", source, "service_name", name);
  }

  private static Tree breakers() {
    Tree threshold =
        Tree.object(
            "max_connections", NO_LIMIT,
            "max_pending_requests", NO_LIMIT,
            "max_requests", NO_LIMIT,
            "max_retries", NO_LIMIT,
            "track_remaining", true);
    return Tree.object("thresholds", List.of(threshold));
  }

  private static Tree metadata(ClusterConfig cluster, MeshService service) {
    Map<String, Object> istio = new LinkedHashMap<>();
    cluster.config().ifPresent(path -> istio.put("config", path));
    istio.put(
        "services",
        List.of(
            Tree.object(
                "namespace", service.namespace(),
                "name", service.title(),
                "host", service.host())));
    if (cluster.tls().isPresent() && cluster.config().isPresent()) {
      istio.put("alpn_override", "false");
    }
    return Tree.object("filter_metadata", Tree.object("istio", istio));
  }

  private static Tree socket(Tls tls) {
    Tree versions =
        Tree.object(
            "tls_minimum_protocol_version", "TLSv1_2",
            "tls_maximum_protocol_version", "TLSv1_3");
    Tree common =
        tls.ca().isEmpty()
            ? Tree.object("tls_params", versions, "validation_context", Tree.object())
            : Tree.object("tls_params", versions, "combined_validation_context", validation(tls));
    Tree context =
        Tree.object("@type", TLS_CONTEXT, "common_tls_context", common, "sni", tls.sni());
    return Tree.object("name", "envoy.transport_sockets.tls", "typed_config", context);
  }

  private static Tree validation(Tls tls) {
    Tree names =
        tls.sans().isEmpty()
            ? Tree.object()
            : Tree.object("match_subject_alt_names", exact(tls.sans()));
    Tree secret = Tree.object("name", tls.ca(), "sds_config", secretSource(tls.ca()));
    return Tree.object(
        "default_validation_context", names, "validation_context_sds_secret_config", secret);
  }

  private static List<Tree> exact(List<String> names) {
    return names.stream().map(name -> Tree.object("exact", name)).toList();
  }

  /** A file comes from pilot-agent by SDS, a ConfigMap from istiod by ADS (captured). */
  private static Tree secretSource(String ca) {
    return ca.startsWith("file-root:") || ca.equals("ROOTCA")
        ? SecretJson.fromAgent()
        : Tree.object("ads", Tree.object(), "resource_api_version", "V3");
  }

  /** The lines of Envoy's {@code /clusters} about one cluster. */
  static List<String> text(ClusterConfig cluster) {
    List<String> lines = new ArrayList<>();
    String name = cluster.name();
    lines.add(name + "::observability_name::" + name + ";");
    lines.add(name + "::default_priority::max_connections::" + NO_LIMIT);
    lines.add(name + "::added_via_api::true");
    for (Endpoint endpoint : cluster.endpoints()) {
      String host = name + "::" + endpoint.address() + ":" + endpoint.port() + "::";
      lines.add(host + "health_flags::healthy");
      lines.add(host + "weight::1");
    }
    return lines;
  }
}
