package dev.egresstls.lab.practice.fault;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A fault for each known cause, but for those of {@link MeshFaults}. */
final class Faults {
  static final String CORE = "/api/v1/namespaces/default/";
  static final String APPS = "/apis/apps/v1/namespaces/";
  static final String NAMESPACE = "/api/v1/namespaces/default";
  static final String SERVICES = CORE + "services";
  static final String SERVICE = SERVICES + "/google-headless";
  static final String SLICES = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices";
  static final String SLICE = SLICES + "/google-headless";
  static final String CURL = APPS + "default/deployments/curl";
  static final String ISTIOD = APPS + "istio-system/deployments/istiod";
  static final String CRD =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/"
          + "backendtlspolicies.gateway.networking.k8s.io";

  private Faults() {}

  static List<Fault> all() {
    return Stream.of(api(), client(), service(), slice(), PolicyFaults.all(), MeshFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Fault> api() {
    return List.of(
        Fault.of("gateway-api-missing", 2, api -> api.delete(CRD)),
        Fault.of(
                "crd-too-old",
                2,
                api ->
                    api.patch(
                        CRD,
                        "{metadata: {annotations: {gateway.networking.k8s.io/bundle-version:"
                            + " v1.3.0}}}"))
            .on("current"),
        Fault.of("crd-version-not-served", 2, Faults::unserve).on("as-written"));
  }

  /** As a newer bundle does: v1alpha3 is there, but only v1 is served. */
  private static void unserve(Api api) {
    Tree crd = api.get(CRD);
    List<Tree> versions = new ArrayList<>();
    crd.at("spec.versions").items().forEach(one -> versions.add(one.with("served", false)));
    versions.add(versions.get(0).with("name", "v1").with("served", true).with("storage", false));
    api.patch(CRD, Json.write(Tree.object("spec", Tree.object("versions", versions))));
  }

  private static List<Fault> client() {
    String template = "{spec: {template: {metadata: ";
    return List.of(
        Fault.of("client-missing", 4, api -> api.delete(CURL)),
        Fault.of("client-scaled-to-zero", 4, api -> api.patch(CURL, "{spec: {replicas: 0}}")),
        Fault.of("image-not-pulled", 4, Faults::wrongImage),
        Fault.of(
            "pod-opted-out",
            4,
            api -> api.patch(CURL, template + "{labels: {sidecar.istio.io/inject: \"false\"}}}}}")),
        Fault.of(
            "host-network",
            4,
            api -> api.patch(CURL, "{spec: {template: {spec: {hostNetwork: true}}}}")),
        Fault.of(
            "client-uses-proxy",
            8,
            api ->
                container(
                    api, Tree.object("name", "http_proxy", "value", "http://192.0.2.80:3128"))),
        Fault.of(
            "host-alias",
            8,
            api ->
                api.patch(
                    CURL,
                    "{spec: {template: {spec: {hostAliases: [{ip: 192.0.2.80, hostnames:"
                        + " [www.google.com]}]}}}}")),
        Fault.of("ambient-mode", 4, Faults::ambient)
            .tidying(
                api ->
                    api.patch(NAMESPACE, "{metadata: {labels: {istio.io/dataplane-mode: null}}}")),
        Fault.of(
            "redirection-off",
            8,
            api ->
                api.patch(
                    CURL,
                    template + "{annotations: {sidecar.istio.io/interceptionMode: NONE}}}}}")),
        Fault.of(
            "namespace-not-labelled",
            4,
            api -> api.patch(NAMESPACE, "{metadata: {labels: {istio-injection: null}}}")),
        Fault.of("pod-older-than-label", 4, Faults::older),
        Fault.of(
            "port-excluded",
            8,
            api ->
                api.patch(
                    CURL,
                    template
                        + "{annotations: {traffic.sidecar.istio.io/excludeOutboundPorts:"
                        + " \"443, 8443\"}}}}}")),
        Fault.of(
            "runs-as-proxy",
            8,
            api ->
                api.patch(
                    CURL, "{spec: {template: {spec: {securityContext: {runAsUser: 1337}}}}}")),
        Fault.of(
            "range-excluded",
            8,
            api ->
                api.patch(
                    CURL,
                    template
                        + "{annotations: {traffic.sidecar.istio.io/excludeOutboundIPRanges:"
                        + " \"0.0.0.0/0\"}}}}}")));
  }

  private static void container(Api api, Tree variable) {
    Tree container = api.get(CURL).at("spec.template.spec.containers[0]");
    Tree patch = Tree.object("containers", List.of(container.with("env", List.of(variable))));
    Tree template = Tree.object("template", Tree.object("spec", patch));
    api.patch(CURL, Json.write(Tree.object("spec", template)));
  }

  /** Made anew, so that no older pod is left that would do. */
  private static void wrongImage(Api api) {
    Tree curl = api.get(CURL);
    Tree container = curl.at("spec.template.spec.containers[0]");
    Tree other = container.with("image", "registry.invalid/curl:none");
    anew(
        api,
        APPS + "default/deployments",
        CURL,
        Json.write(
            bare(TreeEdit.put(curl, List.of(other), "spec", "template", "spec", "containers"))));
  }

  /** Without what the server gave it. */
  static Tree bare(Tree object) {
    Tree metadata = object.get("metadata");
    for (String given : List.of("uid", "resourceVersion", "managedFields", "creationTimestamp")) {
      metadata = metadata.without(given);
    }
    return object.with("metadata", metadata).without("status");
  }

  /** A new pod comes while the namespace has no label, and the label afterwards. */
  private static void older(Api api) {
    bare(api, "{istio-injection: null}");
    api.patch(NAMESPACE, "{metadata: {labels: {istio-injection: enabled}}}");
  }

  /** The namespace moves from sidecars to ambient mode, as Istio's guide says. */
  private static void ambient(Api api) {
    bare(api, "{istio-injection: null, istio.io/dataplane-mode: ambient}");
  }

  /** Labels the namespace otherwise, and waits until the client has a pod without a sidecar. */
  private static void bare(Api api, String labels) {
    api.patch(NAMESPACE, "{metadata: {labels: " + labels + "}}");
    api.get(CORE + "pods").get("items").items().stream()
        .filter(pod -> pod.at("metadata.labels.app").text("").equals("curl"))
        .forEach(pod -> api.delete(CORE + "pods/" + pod.at("metadata.name").text("")));
    Await.until(
        () -> {
          List<Tree> pods =
              api.get(CORE + "pods").get("items").items().stream()
                  .filter(pod -> pod.at("metadata.labels.app").text("").equals("curl"))
                  .toList();
          return !pods.isEmpty()
              && pods.stream().noneMatch(pod -> pod.toString().contains("istio-proxy"));
        });
  }

  private static List<Fault> service() {
    return List.of(
        Fault.of("service-missing", 5, api -> api.delete(SERVICE)),
        Fault.of(
            "service-external-name",
            5,
            api ->
                anew(
                    api,
                    SERVICES,
                    SERVICE,
                    "{apiVersion: v1, kind: Service, metadata: {name: google-headless},"
                        + " spec: {type: ExternalName, externalName: www.google.com,"
                        + " ports: [{name: https, port: 443}]}}")),
        Fault.of(
            "service-has-cluster-ip",
            5,
            api ->
                anew(
                    api,
                    SERVICES,
                    SERVICE,
                    "{apiVersion: v1, kind: Service, metadata: {name: google-headless},"
                        + " spec: {ports: [{name: https, port: 443}]}}")),
        Fault.of(
                "service-has-selector",
                5,
                api ->
                    anew( // one without a selector cannot get one
                        api,
                        SERVICES,
                        SERVICE,
                        "{apiVersion: v1, kind: Service, metadata: {name: google-headless}, spec:"
                            + " {clusterIP: None, selector: {app: none},"
                            + " ports: [{name: https, port: 443}]}}"))
            .tidying(Faults::noSliceOfPods),
        Fault.of("port-missing", 5, api -> ports(api, "{name: https, port: 8443}")),
        Fault.of(
            "port-app-protocol",
            8,
            api -> ports(api, "{name: https, port: 443, appProtocol: http}")),
        Fault.of("port-name-not-tls", 5, api -> ports(api, "{name: http, port: 443}")));
  }

  /** The one that the selector brought about; the cluster leaves it when that is gone. */
  private static void noSliceOfPods(Api api) {
    api.get(SLICES).get("items").items().stream()
        .map(slice -> slice.at("metadata.name").text(""))
        .filter(name -> name.startsWith("google-headless-"))
        .forEach(name -> api.delete(SLICES + "/" + name));
  }

  static void anew(Api api, String collection, String path, String yaml) {
    api.delete(path);
    api.create(collection, yaml);
  }

  private static void ports(Api api, String port) {
    api.patch(SERVICE, "{spec: {ports: [" + port + "]}}");
  }

  private static List<Fault> slice() {
    return List.of(
        Fault.of("slice-missing", 6, api -> api.delete(SLICE)),
        Fault.of("slice-fqdn", 6, api -> slice(api, "FQDN", "www.google.com")),
        Fault.of("slice-ipv6-only", 6, api -> slice(api, "IPv6", "2001:db8::10")),
        Fault.of(
            "slice-not-labelled",
            6,
            api -> api.patch(SLICE, "{metadata: {labels: {kubernetes.io/service-name: another}}}")),
        Fault.of("slice-empty", 6, api -> api.patch(SLICE, "{endpoints: []}")),
        Fault.of(
            "slice-port-mismatch",
            6,
            api -> api.patch(SLICE, "{ports: [{name: web, port: 443, protocol: TCP}]}")),
        Fault.of(
            "slice-port-number",
            6,
            api -> api.patch(SLICE, "{ports: [{name: https, port: 8443, protocol: TCP}]}")),
        Fault.of(
            "slice-of-other-dns",
            6,
            api -> api.patch(SLICE, "{endpoints: [{addresses: [142.250.74.196]}]}")),
        Fault.of(
            "address-not-in-slice",
            6,
            api -> api.patch(SLICE, "{endpoints: [{addresses: [203.0.113.11]}]}")));
  }

  private static void slice(Api api, String type, String address) {
    anew(
        api,
        SLICES,
        SLICE,
        "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice,"
            + " metadata: {name: google-headless,"
            + " labels: {kubernetes.io/service-name: google-headless}}, addressType: "
            + type
            + ", endpoints: [{addresses: [\""
            + address
            + "\"]}], ports: [{name: https, port: 443, protocol: TCP}]}");
  }
}
