package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/**
 * The mesh's own TLS towards a service of the cluster, which hangs on whether its endpoint has a
 * sidecar (shape as captured).
 */
final class MeshTls {
  private static final String TLS =
      "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.";
  private static final String RAW =
      "type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer";

  private MeshTls() {}

  /** Whether a cluster has it: one of a Kubernetes Service, without any rule of its own. */
  static boolean mayBe(ClusterConfig cluster) {
    return cluster.type().equals(ClusterConfig.EDS)
        && cluster.config().isEmpty()
        && cluster.service().filter(MeshService::kubernetes).isPresent();
  }

  /** What is done for endpoints with a sidecar, and for those without. */
  static List<Tree> matches(ClusterConfig cluster) {
    Tree raw = Tree.object("@type", RAW);
    return List.of(
        match("tlsMode-istio", Tree.object("tlsMode", "istio"), "tls", context(cluster.name())),
        match("tlsMode-disabled", Tree.object(), "raw_buffer", raw));
  }

  private static Tree match(String name, Tree when, String socket, Tree config) {
    Tree full = Tree.object("name", "envoy.transport_sockets." + socket, "typed_config", config);
    return Tree.object("name", name, "match", when, "transport_socket", full);
  }

  private static Tree context(String cluster) {
    Tree versions =
        Tree.object(
            "tls_minimum_protocol_version", "TLSv1_2",
            "tls_maximum_protocol_version", "TLSv1_3");
    Tree validation =
        Tree.object(
            "default_validation_context",
            Tree.object(),
            "validation_context_sds_secret_config",
            secret("ROOTCA"));
    Tree common =
        Tree.object(
            "tls_params",
            versions,
            "alpn_protocols",
            List.of("istio"),
            "tls_certificate_sds_secret_configs",
            List.of(secret("default")),
            "combined_validation_context",
            validation);
    return Tree.object(
        "@type", TLS + "UpstreamTlsContext", "common_tls_context", common, "sni", sni(cluster));
  }

  private static Tree secret(String name) {
    return Tree.object("name", name, "sds_config", SecretJson.fromAgent());
  }

  /** Such as {@code outbound_.80_._.web.default.svc.cluster.local}. */
  private static String sni(String cluster) {
    String[] parts = cluster.split("\\|", -1);
    return parts[0] + "_." + parts[1] + "_._." + parts[parts.length - 1];
  }
}
