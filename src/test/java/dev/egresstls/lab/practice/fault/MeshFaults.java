package dev.egresstls.lab.practice.fault;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.List;

/** Faults in Istio, and beside the lab's own objects. */
final class MeshFaults {
  private static final String ALPHA = "PILOT_ENABLE_ALPHA_GATEWAY_API";
  private static final String MESH = "/api/v1/namespaces/istio-system/configmaps/istio";
  private static final String WEBHOOKS =
      "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";

  private static final String SIDECARS = "/apis/networking.istio.io/v1/namespaces/default/sidecars";

  private static final String ROUTES =
      "/apis/networking.istio.io/v1/namespaces/default/virtualservices";
  private static final String ENTRIES =
      "/apis/networking.istio.io/v1/namespaces/default/serviceentries";

  private MeshFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("istiod-missing", 3, api -> api.delete(Faults.ISTIOD)),
        Fault.of("track-mix", 3, api -> image(api, "1.31.1")).on("as-written"),
        Fault.of("track-mix", 3, api -> image(api, "1.27.9")).on("current"),
        Fault.of("registry-retired", 3, api -> hub(api, "registry.istio.io/release/")),
        Fault.of("istiod-not-ready", 3, api -> hub(api, "registry.invalid/")),
        Fault.of("alpha-flag-off", 3, api -> env(api, ALPHA, "false")).on("as-written"),
        Fault.of("injector-missing", 3, MeshFaults::noInjector),
        Fault.of("access-log-off", 3, MeshFaults::noLog),
        Fault.of(
            "namespace-not-discovered",
            8,
            api -> mesh(api, "discoverySelectors: [{matchLabels: {seen: by-istiod}}]")),
        Fault.of(
            "services-not-exported", 8, api -> mesh(api, "defaultServiceExportTo: [elsewhere]")),
        Fault.of(
            "service-not-exported",
            8,
            api ->
                api.patch(
                    Faults.SERVICE,
                    "{metadata: {annotations: {networking.istio.io/exportTo: elsewhere}}}")),
        Fault.of("sidecar-hides-service", 8, MeshFaults::hidingSidecar)
            .left(api -> api.delete(SIDECARS + "/narrow")),
        Fault.of("virtual-service-leads-away", 8, MeshFaults::leadingAway)
            .left(api -> api.delete(ROUTES + "/away")),
        Fault.of("other-service-same-ips", 8, MeshFaults::sameAddressesOutside)
            .left(api -> api.delete(ENTRIES + "/a-neighbour")),
        Fault.of("dns-captured", 8, MeshFaults::capturing)
            .left(api -> api.delete(ENTRIES + "/google"))
            .tidying(api -> api.patch(Faults.CURL, proxyConfig("null"))),
        Fault.of(
            "eds-for-headless",
            8,
            api -> env(api, "PILOT_ENABLE_EDS_FOR_HEADLESS_SERVICES", "true")),
        Fault.of("other-service-same-ips", 8, MeshFaults::sameAddresses)
            .left(api -> api.delete(Faults.SERVICES + "/a-neighbour"))
            .tidying(api -> api.delete(Faults.SLICES + "/a-neighbour")));
  }

  private static void discovery(Api api, java.util.function.UnaryOperator<Tree> change) {
    List<Tree> containers = new ArrayList<>();
    for (Tree one : api.get(Faults.ISTIOD).at("spec.template.spec.containers").items()) {
      containers.add(one.get("name").text("").equals("discovery") ? change.apply(one) : one);
    }
    Tree spec = Tree.object("template", Tree.object("spec", Tree.object("containers", containers)));
    api.patch(Faults.ISTIOD, Json.write(Tree.object("spec", spec)));
  }

  private static void image(Api api, String version) {
    discovery(
        api,
        container -> {
          String image = container.get("image").text("");
          return container.with("image", image.substring(0, image.lastIndexOf(':') + 1) + version);
        });
  }

  /** Made anew with an image that no node can get, so that no older pod is left that would do. */
  private static void hub(Api api, String hub) {
    Tree istiod = api.get(Faults.ISTIOD);
    List<Tree> containers = new ArrayList<>();
    for (Tree one : istiod.at("spec.template.spec.containers").items()) {
      String image = one.get("image").text("");
      containers.add(one.with("image", hub + image.replaceAll(".*/", "")));
    }
    Faults.anew(
        api,
        Faults.APPS + "istio-system/deployments",
        Faults.ISTIOD,
        Json.write(
            Faults.bare(
                TreeEdit.put(istiod, containers, "spec", "template", "spec", "containers"))));
  }

  private static void env(Api api, String name, String value) {
    discovery(
        api,
        container -> {
          List<Tree> env = new ArrayList<>();
          container.get("env").items().stream()
              .filter(one -> !one.get("name").text("").equals(name))
              .forEach(env::add);
          env.add(Tree.object("name", name, "value", value));
          return container.with("env", env);
        });
  }

  private static void noInjector(Api api) {
    api.get(WEBHOOKS).get("items").items().stream()
        .filter(one -> one.at("metadata.labels.app").text("").equals("sidecar-injector"))
        .forEach(one -> api.delete(WEBHOOKS + "/" + one.at("metadata.name").text("")));
  }

  private static void mesh(Api api, String line) {
    String mesh = api.get(MESH).at("data.mesh").text("");
    String more = mesh + (mesh.endsWith("\n") ? "" : "\n") + line + "\n";
    api.patch(MESH, Json.write(Tree.object("data", Tree.object("mesh", more))));
  }

  private static void hidingSidecar(Api api) {
    api.create(
        SIDECARS,
        "{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: narrow},"
            + " spec: {egress: [{hosts: [istio-system/*]}]}}");
  }

  private static void leadingAway(Api api) {
    api.create(
        ROUTES,
        "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: away},"
            + " spec: {hosts: [google-headless, www.google.com], tls: [{match: [{port: 443, sniHosts:"
            + " [www.google.com]}], route: [{destination: {host: curl, port: {number: 80}}}]}]}}");
  }

  private static String proxyConfig(String value) {
    return "{spec: {template: {metadata: {annotations: {proxy.istio.io/config: " + value + "}}}}}";
  }

  /** The address is the one that istiod allots, which the practice cluster's does not. */
  private static void capturing(Api api) {
    String capture = "'proxyMetadata: {ISTIO_META_DNS_CAPTURE: \"true\"}'";
    api.patch(Faults.CURL, proxyConfig(capture));
    api.create(
        ENTRIES,
        "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: google},"
            + " spec: {hosts: [www.google.com], resolution: DNS, location: MESH_EXTERNAL,"
            + " ports: [{number: 443, name: tls, protocol: TLS}]}}");
    api.patch(
        ENTRIES + "/google/status",
        "{status: {addresses: [{host: www.google.com, value: 240.240.255.1}]}}");
  }

  private static void sameAddressesOutside(Api api) {
    Tree service = api.get(Faults.SERVICE);
    api.delete(Faults.SERVICE);
    api.create(
        ENTRIES,
        "{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: a-neighbour},"
            + " spec: {hosts: [a-neighbour.example], addresses: [203.0.113.10, 203.0.113.11],"
            + " resolution: NONE, location: MESH_EXTERNAL,"
            + " ports: [{number: 443, name: tcp, protocol: TCP}]}}");
    api.create(Faults.SERVICES, Json.write(Faults.bare(service)));
  }

  private static void noLog(Api api) {
    String mesh = api.get(MESH).at("data.mesh").text("");
    String silent = mesh.replaceAll("(?m)^accessLogFile:.*$", "accessLogFile: \"\"");
    api.patch(MESH, Json.write(Tree.object("data", Tree.object("mesh", silent))));
  }

  /** Services of the same second are sorted by name, so this one comes first in any case. */
  private static void sameAddresses(Api api) {
    Tree slice = api.get(Faults.SLICE);
    Tree service = api.get(Faults.SERVICE);
    api.delete(Faults.SERVICE);
    String spec = "spec: {clusterIP: None, ports: [{name: https, port: 443}]}}";
    api.create(
        Faults.SERVICES, "{apiVersion: v1, kind: Service, metadata: {name: a-neighbour}, " + spec);
    api.create(
        Faults.SERVICES,
        "{apiVersion: v1, kind: Service, metadata: {name: "
            + service.at("metadata.name").text("")
            + "}, "
            + spec);
    Tree labels = Tree.object("kubernetes.io/service-name", "a-neighbour");
    Tree twin = slice.with("metadata", Tree.object("name", "a-neighbour", "labels", labels));
    api.create(Faults.SLICES, Json.write(twin));
  }
}
