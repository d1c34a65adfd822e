package dev.egresstls.lab.mesh.observed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kinds of objects that the path model looks at, in every version in which a cluster may serve
 * them. A live view watches exactly these, so that what is there cannot go unnoticed.
 */
public enum ReadKind {
  NAMESPACE("Namespace", Where.EVERYWHERE, "v1"),
  SERVICE("Service", Where.EVERYWHERE, "v1"),
  ENDPOINT_SLICE("EndpointSlice", Where.EVERYWHERE, "discovery.k8s.io/v1"),
  DEPLOYMENT("Deployment", Where.EVERYWHERE, "apps/v1"),
  CONFIG_MAP("ConfigMap", Where.NEAR, "v1"),
  POD("Pod", Where.NEAR, "v1"),
  DESTINATION_RULE("DestinationRule", Where.EVERYWHERE, "networking.istio.io/v1"),
  SERVICE_ENTRY("ServiceEntry", Where.EVERYWHERE, "networking.istio.io/v1"),
  SIDECAR("Sidecar", Where.EVERYWHERE, "networking.istio.io/v1"),
  VIRTUAL_SERVICE("VirtualService", Where.EVERYWHERE, "networking.istio.io/v1"),
  PEER_AUTHENTICATION("PeerAuthentication", Where.EVERYWHERE, "security.istio.io/v1"),
  AUTHORIZATION_POLICY("AuthorizationPolicy", Where.EVERYWHERE, "security.istio.io/v1"),
  REQUEST_AUTHENTICATION("RequestAuthentication", Where.EVERYWHERE, "security.istio.io/v1"),
  GATEWAY("Gateway", Where.EVERYWHERE, "gateway.networking.k8s.io/v1"),
  HTTP_ROUTE("HTTPRoute", Where.EVERYWHERE, "gateway.networking.k8s.io/v1"),
  REFERENCE_GRANT("ReferenceGrant", Where.EVERYWHERE, "gateway.networking.k8s.io/v1beta1"),
  /** Only reported, as all that follow: the rows of {@code UnreadKind}. */
  ENVOY_FILTER("EnvoyFilter", Where.TOLD, "networking.istio.io/v1alpha3"),
  PROXY_CONFIG("ProxyConfig", Where.TOLD, "networking.istio.io/v1beta1"),
  WORKLOAD_ENTRY("WorkloadEntry", Where.TOLD, "networking.istio.io/v1"),
  WASM_PLUGIN("WasmPlugin", Where.TOLD, "extensions.istio.io/v1alpha1"),
  TRAFFIC_EXTENSION("TrafficExtension", Where.TOLD, "extensions.istio.io/v1alpha1"),
  TELEMETRY("Telemetry", Where.TOLD, "telemetry.istio.io/v1"),
  GRPC_ROUTE("GRPCRoute", Where.TOLD, "gateway.networking.k8s.io/v1"),
  TCP_ROUTE("TCPRoute", Where.TOLD, "gateway.networking.k8s.io/v1alpha2"),
  TLS_ROUTE(
      "TLSRoute",
      Where.TOLD,
      "gateway.networking.k8s.io/v1",
      "gateway.networking.k8s.io/v1alpha3",
      "gateway.networking.k8s.io/v1alpha2"),
  NETWORK_POLICY("NetworkPolicy", Where.TOLD, "networking.k8s.io/v1"),
  ADMIN_NETWORK_POLICY("AdminNetworkPolicy", Where.TOLD, "policy.networking.k8s.io/v1alpha1"),
  BASELINE_NETWORK_POLICY(
      "BaselineAdminNetworkPolicy", Where.TOLD, "policy.networking.k8s.io/v1alpha1"),
  CILIUM_POLICY("CiliumNetworkPolicy", Where.TOLD, "cilium.io/v2"),
  CILIUM_CLUSTERWIDE("CiliumClusterwideNetworkPolicy", Where.TOLD, "cilium.io/v2"),
  GLOBAL_NETWORK_POLICY(
      "GlobalNetworkPolicy", Where.TOLD, "crd.projectcalico.org/v1", "projectcalico.org/v3"),
  SERVICE_IMPORT("ServiceImport", Where.TOLD, "multicluster.x-k8s.io/v1alpha1");

  private enum Where {
    EVERYWHERE,
    /** In Istio's namespace and in those that matter: a cluster may have very many. */
    NEAR,
    /** Everywhere, to name it. */
    TOLD
  }

  private final String kind;
  private final Where where;
  private final List<String> versions;

  ReadKind(String kind, Where where, String... versions) {
    this.kind = kind;
    this.where = where;
    this.versions = List.of(versions);
  }

  /** Every one of them. */
  public static Stream<ReadKind> all() {
    return Arrays.stream(values());
  }

  /** The kind, such as {@code HTTPRoute}. */
  public String kind() {
    return kind;
  }

  /** Its API versions, each with its group. */
  public List<String> versions() {
    return versions;
  }

  /** Whether only the namespaces that matter are looked at. */
  public boolean near() {
    return where == Where.NEAR;
  }

  /** Whether objects of it are named and not followed. */
  public boolean onlyTold() {
    return where == Where.TOLD;
  }
}
