package dev.egresstls.lab.mesh.rule;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.DiscoverySelectors;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint as istiod sees it for mutual TLS.
 *
 * @param mutual whether it takes part: the injector's label {@code security.istio.io/tlsMode}
 *     (istio pilot/pkg/serviceregistry/kube/conversion.go:184-189 @1.30.3), or a serviceAccount in
 *     a ServiceEntry
 * @param name its SPIFFE name; empty if it has none
 * @param known whether the pod behind it was read
 * @param refusal what in a PeerAuthentication keeps it from taking part; empty if nothing does
 */
record Peer(boolean mutual, Optional<String> name, boolean known, Optional<Because> refusal) {
  private static final String TLS_MODE = "security.istio.io/tlsMode";
  private static final String ROOT = "istio-system";

  /** All endpoints of a service's port. */
  static List<Peer> of(Observation seen, MeshService service, MeshService.Port port) {
    // Only where istiod tells of endpoints it looks at what is asked of single ones.
    boolean told = !service.headless() || seen.controlPlane().edsForHeadless();
    List<Peer> peers = new ArrayList<>();
    for (Endpoint endpoint : Endpoint.all(seen, service, port)) {
      peers.add(
          service.kubernetes()
              ? ofPod(seen, endpoint, told)
              : ofEntry(seen, service, endpoint.field().replaceFirst("\\.address$", "")));
    }
    return peers;
  }

  private static Peer ofPod(Observation seen, Endpoint endpoint, boolean told) {
    Optional<Tree> pod = seen.podAt(endpoint.address());
    if (pod.isEmpty()) {
      return new Peer(false, Optional.empty(), !endpoint.pod(), Optional.empty());
    }
    Tree labels = pod.get().at("metadata.labels");
    String account = pod.get().at("spec.serviceAccountName").text("default");
    boolean able = labels.get(TLS_MODE).text("").equals("istio");
    Optional<Because> refusal =
        able && told ? refusal(seen, pod.get(), endpoint.port()) : Optional.empty();
    String name = spiffe(seen, ObjectNames.namespace(pod.get()), account);
    return new Peer(able && refusal.isEmpty(), Optional.of(name), true, refusal);
  }

  /** A PeerAuthentication for these very pods, or for one of their ports, says DISABLE. */
  private static Optional<Because> refusal(Observation seen, Tree pod, int port) {
    return seen.all("PeerAuthentication").stream()
        .filter(one -> ObjectNames.namespace(one).equals(ObjectNames.namespace(pod)))
        .filter(one -> one.at("spec.selector.matchLabels").isObject())
        .filter(
            one -> DiscoverySelectors.selects(one.at("spec.selector"), pod.at("metadata.labels")))
        .map(
            one ->
                refusal(
                    one,
                    one.at("spec.portLevelMtls." + port + ".mode").isPresent()
                        ? "spec.portLevelMtls." + port + ".mode"
                        : "spec.mtls.mode"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What a PeerAuthentication refuses in a field; empty if it does not say DISABLE there. */
  static Optional<Because> refusal(Tree authentication, String field) {
    String object = ObjectNames.of(authentication);
    String mode = authentication.at(field).text("");
    return mode.equals("DISABLE")
        ? Optional.of(new Because(say("mesh.auto.refused", object, mode), object, field, mode))
        : Optional.empty();
  }

  private static Peer ofEntry(Observation seen, MeshService service, String field) {
    Tree endpoint = service.object().at(field);
    String account = endpoint.get("serviceAccount").text("");
    String mode = endpoint.get("labels").get(TLS_MODE).text(account.isEmpty() ? "" : "istio");
    Optional<String> name =
        account.isEmpty()
            ? Optional.empty()
            : Optional.of(spiffe(seen, service.namespace(), account));
    return new Peer(mode.equals("istio"), name, true, Optional.empty());
  }

  private static String spiffe(Observation seen, String namespace, String account) {
    String domain = seen.controlPlane().mesh().get("trustDomain").text(MeshService.DOMAIN);
    return "spiffe://" + domain + "/ns/" + namespace + "/sa/" + account;
  }

  /** What ServiceEntries say of certificates: of several with a host the newest counts. */
  private static List<String> wanted(Observation seen, MeshService service) {
    return service.kubernetes()
        ? List.of()
        : seen.entriesOf(service.namespace(), service.host()).stream()
            .max(Comparator.comparing(one -> ObjectNames.created(one).orElse(Instant.EPOCH)))
            .map(one -> one.at("spec.subjectAltNames").texts())
            .orElse(List.of());
  }

  /**
   * The names of which the certificate of a service must carry one, in order (istio
   * pilot/pkg/model/push_context.go ServiceAccounts @1.31.0).
   */
  static List<String> names(Observation seen, MeshService service) {
    List<String> names = new ArrayList<>(wanted(seen, service));
    for (MeshService.Port port : service.ports()) {
      of(seen, service, port).forEach(peer -> peer.name().ifPresent(names::add));
    }
    return names.stream().distinct().sorted().toList();
  }

  /**
   * What PeerAuthentications say for a whole namespace, else for the mesh; empty if none does
   * (istio pilot/pkg/model/authentication.go GetNamespaceMutualTLSMode @1.31.0).
   */
  static Optional<Tree> authentication(Observation seen, String namespace) {
    for (String in : List.of(namespace, ROOT)) {
      Optional<Tree> found =
          seen.all("PeerAuthentication").stream()
              .filter(one -> ObjectNames.namespace(one).equals(in))
              .filter(one -> one.at("spec.selector.matchLabels").fields().isEmpty())
              .filter(one -> !one.at("spec.mtls.mode").text("UNSET").equals("UNSET"))
              .min(Comparator.comparing(one -> ObjectNames.created(one).orElse(Instant.EPOCH)));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
