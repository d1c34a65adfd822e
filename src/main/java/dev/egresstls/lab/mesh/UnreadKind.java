package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.observed.DiscoverySelectors;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Kinds of objects that may change the way of a connection and are not followed. The list in {@code
 * docs/path-model.md} is made of these rows.
 */
public enum UnreadKind {
  /** Patches the configuration of proxies. */
  ENVOY_FILTER("EnvoyFilter", Where.WORKLOAD, "spec.configPatches"),
  /** Settings of proxies. */
  PROXY_CONFIG("ProxyConfig", Where.WORKLOAD, "spec"),
  /** Code in proxies. */
  WASM_PLUGIN("WasmPlugin", Where.WORKLOAD, "spec.url"),
  /** Code in proxies. */
  TRAFFIC_EXTENSION("TrafficExtension", Where.WORKLOAD, "spec"),
  /** The access log. */
  TELEMETRY("Telemetry", Where.WORKLOAD, "spec"),
  /** Packets that may not leave. */
  NETWORK_POLICY("NetworkPolicy", Where.POD, "spec.egress"),
  /** The same, of other makers of networks. */
  CILIUM("CiliumNetworkPolicy", Where.POD, "spec"),
  /** The same, for a whole cluster. */
  CILIUM_CLUSTERWIDE("CiliumClusterwideNetworkPolicy", Where.ANYWHERE, "spec"),
  /** The same, of a cluster's administrators. */
  ADMIN_NETWORK_POLICY("AdminNetworkPolicy", Where.ANYWHERE, "spec.egress"),
  /** The same, if nothing else says anything. */
  BASELINE_NETWORK_POLICY("BaselineAdminNetworkPolicy", Where.ANYWHERE, "spec.egress"),
  /** The same, of Calico. */
  GLOBAL_NETWORK_POLICY("GlobalNetworkPolicy", Where.ANYWHERE, "spec"),
  /** Endpoints of ServiceEntries with a selector. */
  WORKLOAD_ENTRY("WorkloadEntry", Where.ANYWHERE, "spec.address"),
  /** ServiceEntries that take their endpoints from pods and WorkloadEntries. */
  SERVICE_ENTRY("ServiceEntry", Where.SELECTOR, "spec.workloadSelector"),
  /** Routes for gRPC. */
  GRPC_ROUTE("GRPCRoute", Where.SERVICE_PARENT, "spec.parentRefs"),
  /** Routes for TCP. */
  TCP_ROUTE("TCPRoute", Where.SERVICE_PARENT, "spec.parentRefs"),
  /** Routes for TLS. */
  TLS_ROUTE("TLSRoute", Where.SERVICE_PARENT, "spec.parentRefs"),
  /** VirtualServices that send bytes by subnet. */
  VIRTUAL_SERVICE("VirtualService", Where.BYTES, "spec.tcp"),
  /** Policies of other clusters' services. */
  SERVICE_IMPORT("ServiceImport", Where.ANYWHERE, "spec");

  /** Which objects of a kind may touch a client. */
  private enum Where {
    /** In its namespace or the root namespace, for its labels. */
    WORKLOAD,
    /** In its namespace, for its labels. */
    POD,
    ANYWHERE,
    /** Those that have a service as parent. */
    SERVICE_PARENT,
    /** Those with a {@code workloadSelector}. */
    SELECTOR,
    /** Those that look at the subnet of the destination. */
    BYTES
  }

  private static final String ROOT = "istio-system";

  private final String object;
  private final Where where;
  private final String field;

  UnreadKind(String object, Where where, String field) {
    this.object = object;
    this.where = where;
    this.field = field;
  }

  /** The kind of the objects. */
  public String object() {
    return object;
  }

  /** The field that may change the way. */
  public String field() {
    return field;
  }

  /** Whether it may change the way of a connection, and not only what is written of it. */
  public boolean changesTheWay() {
    return this != TELEMETRY;
  }

  boolean countsWithoutSidecar() {
    return where == Where.POD
        || this == ADMIN_NETWORK_POLICY
        || this == BASELINE_NETWORK_POLICY
        || this == CILIUM_CLUSTERWIDE
        || this == GLOBAL_NETWORK_POLICY;
  }

  boolean touches(Tree one, Dial dial, Tree pod, SidecarConfig config) {
    String namespace = ObjectNames.namespace(one);
    boolean beside = namespace.equals(dial.namespace());
    return switch (where) {
      case WORKLOAD -> (beside || namespace.equals(ROOT)) && selects(one, pod);
      case POD -> beside && keepsEgress(one) && selectsPod(one, pod);
      case ANYWHERE -> true;
      case SERVICE_PARENT ->
          one.at("spec.parentRefs").items().stream()
              .anyMatch(
                  ref -> List.of("Service", "ServiceEntry").contains(ref.get("kind").text("")));
      case SELECTOR -> one.at("spec.workloadSelector").isObject();
      case BYTES -> bySubnet(one, config);
    };
  }

  /** Istio's own kinds: {@code selector.matchLabels}, or {@code workloadSelector.labels}. */
  private static boolean selects(Tree one, Tree pod) {
    Tree labels = pod.at("metadata.labels");
    Tree spec = one.get("spec");
    Tree old = spec.get("workloadSelector").get("labels");
    boolean byOld =
        old.fields().entrySet().stream()
            .allMatch(label -> labels.get(label.getKey()).equals(label.getValue()));
    return byOld && DiscoverySelectors.selects(spec.get("selector"), labels);
  }

  private static boolean keepsEgress(Tree one) {
    List<String> types = new ArrayList<>(one.at("spec.policyTypes").texts());
    types.addAll(one.at("spec.types").texts()); // Calico's word
    boolean plain = one.get("apiVersion").text("").startsWith("networking.k8s.io/");
    return types.contains("Egress")
        || one.at("spec.egress").isPresent()
        || (types.isEmpty() && !plain);
  }

  private static boolean selectsPod(Tree one, Tree pod) {
    Tree selector = one.at("spec.podSelector");
    Tree taken = selector.isPresent() ? selector : one.at("spec.endpointSelector");
    return DiscoverySelectors.selects(taken, pod.at("metadata.labels"));
  }

  private static boolean bySubnet(Tree one, SidecarConfig config) {
    boolean subnet =
        List.of("tcp", "tls").stream()
            .flatMap(kind -> one.get("spec").get(kind).items().stream())
            .flatMap(rule -> rule.get("match").items().stream())
            .anyMatch(match -> match.get("destinationSubnets").isPresent());
    return subnet
        && one.at("spec.hosts").texts().stream()
            .map(host -> Hosts.full(host, ObjectNames.namespace(one)))
            .anyMatch(
                host ->
                    config.scope().services().stream()
                        .anyMatch(service -> Hosts.covers(host, service.host())));
  }
}
