package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads from the store what the path model needs. */
public final class MeshReader {
  private static final String CRDS = "customresourcedefinitions.apiextensions.k8s.io";
  static final String POLICIES = "backendtlspolicies.gateway.networking.k8s.io";
  static final String GATEWAYS = "gateways.gateway.networking.k8s.io";
  static final String HTTP_ROUTES = "httproutes.gateway.networking.k8s.io";

  /** Types of which every object counts. */
  private static final List<String> WHOLE =
      List.of(
          "services",
          "endpointslices.discovery.k8s.io",
          POLICIES,
          "destinationrules.networking.istio.io",
          "serviceentries.networking.istio.io",
          "sidecars.networking.istio.io",
          "virtualservices.networking.istio.io",
          GATEWAYS,
          HTTP_ROUTES,
          "referencegrants.gateway.networking.k8s.io",
          "peerauthentications.security.istio.io",
          "namespaces",
          "pods",
          "configmaps");

  /** Types that the model does not read, and says so when there are any. */
  private static final List<String> UNREAD =
      List.of(
          "authorizationpolicies.security.istio.io",
          "requestauthentications.security.istio.io",
          "envoyfilters.networking.istio.io",
          "proxyconfigs.networking.istio.io",
          "workloadentries.networking.istio.io",
          "telemetries.telemetry.istio.io",
          "wasmplugins.extensions.istio.io",
          "grpcroutes.gateway.networking.k8s.io",
          "networkpolicies.networking.k8s.io");

  private static final Set<String> ALL =
      Set.of(
          "services",
          "endpointslices.discovery.k8s.io",
          POLICIES,
          "destinationrules.networking.istio.io",
          "serviceentries.networking.istio.io",
          "sidecars.networking.istio.io",
          "virtualservices.networking.istio.io",
          GATEWAYS,
          HTTP_ROUTES,
          "referencegrants.gateway.networking.k8s.io",
          "peerauthentications.security.istio.io",
          "namespaces",
          "configmaps",
          "deployments.apps",
          CRDS);

  private MeshReader() {}

  /** Whether what istiod gives out may hang on objects of a type. */
  static boolean matters(String key) {
    return ALL.contains(key);
  }

  /** The cluster as istiod and the model see it now. */
  public static Observation read(Objects objects, Map<String, List<String>> dns) {
    return Observation.of(all(objects), dns);
  }

  /** The objects that istiod and the model read. */
  static List<Tree> all(Objects objects) {
    List<Tree> all = new ArrayList<>();
    WHOLE.forEach(key -> all.addAll(objects.list(key)));
    UNREAD.forEach(key -> all.addAll(objects.list(key)));
    objects.get("deployments.apps", "istio-system", "istiod").ifPresent(all::add);
    objects.get(CRDS, "", PolicyCrd.NAME).ifPresent(all::add);
    return all;
  }
}
