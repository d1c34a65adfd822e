package dev.egresstls.lab.practice.tools;

import dev.egresstls.lab.practice.tools.BundledKind.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which kinds a bundle has, in which versions (read in the CRD files of v1.3.0 to v1.6.1). */
final class BundledKinds {
  private static final String STANDARD = "gateway.networking.k8s.io";
  private static final String EXPERIMENTAL = "gateway.networking.x-k8s.io";

  private BundledKinds() {}

  static List<BundledKind> of(GatewayApiBundle bundle) {
    List<BundledKind> kinds = new ArrayList<>();
    if (bundle.experimental() || bundle.minor() >= 4) {
      kinds.add(namespaced("backendtlspolicies", "BackendTLSPolicy", "btlspolicy", policy(bundle)));
    }
    kinds.add(gatewayClass());
    kinds.add(namespaced("gateways", "Gateway", "gtw", served("v1", "v1beta1")));
    kinds.add(namespaced("grpcroutes", "GRPCRoute", "", served("v1")));
    kinds.add(namespaced("httproutes", "HTTPRoute", "", served("v1", "v1beta1")));
    if (bundle.minor() >= 5) {
      kinds.add(namespaced("listenersets", "ListenerSet", "lset", served("v1")));
    }
    kinds.add(namespaced("referencegrants", "ReferenceGrant", "refgrant", served("v1beta1")));
    routes(bundle, kinds);
    if (bundle.experimental()) {
      kinds.add(experiment("xbackendtrafficpolicies", "XBackendTrafficPolicy", "xbtrafficpolicy"));
      kinds.add(experiment("xlistenersets", "XListenerSet", "lset"));
    }
    return kinds;
  }

  private static BundledKind gatewayClass() {
    return new BundledKind(
        STANDARD, "gatewayclasses", "GatewayClass", List.of("gc"), false, served("v1", "v1beta1"));
  }

  private static BundledKind experiment(String plural, String kind, String shortName) {
    return new BundledKind(
        EXPERIMENTAL, plural, kind, List.of(shortName), true, served("v1alpha1"));
  }

  /** Routes of TCP, TLS and UDP leave the experimental channel one after the other. */
  private static void routes(GatewayApiBundle bundle, List<BundledKind> kinds) {
    boolean tlsIsStandard = bundle.minor() >= 5;
    boolean tcpIsStandard = bundle.minor() >= 6;
    if (bundle.experimental() || tcpIsStandard) {
      kinds.add(namespaced("tcproutes", "TCPRoute", "", route(bundle, tcpIsStandard)));
    }
    if (bundle.experimental() || tlsIsStandard) {
      kinds.add(namespaced("tlsroutes", "TLSRoute", "", route(bundle, tlsIsStandard)));
    }
    if (bundle.experimental()) {
      kinds.add(namespaced("udproutes", "UDPRoute", "", served("v1alpha2")));
    }
  }

  private static List<Version> route(GatewayApiBundle bundle, boolean standard) {
    if (!standard) {
      return served("v1alpha2");
    }
    Version old = bundle.experimental() ? Version.served("v1alpha2") : Version.unserved("v1alpha2");
    return List.of(Version.served("v1"), old);
  }

  private static List<Version> policy(GatewayApiBundle bundle) {
    if (bundle.minor() < 4) {
      return served("v1alpha3");
    }
    Version old =
        bundle.experimental() ? new Version("v1alpha3", true, true) : Version.unserved("v1alpha3");
    return List.of(Version.served("v1"), old);
  }

  private static BundledKind namespaced(
      String plural, String kind, String shortName, List<Version> versions) {
    List<String> shortNames = shortName.isEmpty() ? List.of() : List.of(shortName);
    return new BundledKind(STANDARD, plural, kind, shortNames, true, versions);
  }

  private static List<Version> served(String... names) {
    return Arrays.stream(names).map(Version::served).toList();
  }
}
