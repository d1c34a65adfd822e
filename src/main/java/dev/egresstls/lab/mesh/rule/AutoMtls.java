package dev.egresstls.lab.mesh.rule;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * Mutual TLS that nobody asked for: between sidecars, where no rule says otherwise (istio
 * pilot/pkg/model/push_context.go BestEffortInferServiceMTLSMode,
 * pilot/pkg/networking/core/cluster_tls.go buildAutoMtlsSettings @1.31.0).
 */
record AutoMtls(Observation seen, MeshService service, MeshService.Port port) {
  /** The TLS and why; empty if the sidecar speaks plain text to the endpoints. */
  Optional<TlsAndWhy> towards(String subset) {
    Optional<Tree> says = Peer.authentication(seen, service.namespace());
    List<Peer> peers = Peer.of(seen, service, port);
    boolean all = !peers.isEmpty() && peers.stream().allMatch(Peer::mutual);
    if (off().isPresent() || !offered() || !all) {
      return Optional.empty();
    }
    String sni = UpstreamTls.sni(service, port, subset);
    Tls tls = new Tls(sni, UpstreamTls.MESH_CA, Peer.names(seen, service));
    return Optional.of(new TlsAndWhy(tls, says.map(AutoMtls::asked).orElseGet(this::each)));
  }

  private boolean offered() {
    Tree auto = seen.controlPlane().mesh().get("enableAutoMtls");
    return !Boolean.FALSE.equals(auto.raw()) && !service.external();
  }

  /** What switches it off for the whole namespace. */
  private Optional<Because> off() {
    return Peer.authentication(seen, service.namespace())
        .flatMap(one -> Peer.refusal(one, "spec.mtls.mode"));
  }

  /** What alone keeps the endpoints from it; empty if there would be none anyway. */
  Optional<Because> refusal() {
    List<Peer> peers = Peer.of(seen, service, port);
    boolean able = peers.stream().allMatch(peer -> peer.mutual() || peer.refusal().isPresent());
    return able && !peers.isEmpty() && offered()
        ? off().or(() -> peers.stream().flatMap(one -> one.refusal().stream()).findFirst())
        : Optional.empty();
  }

  /**
   * A TLS and why.
   *
   * @param because what decided
   */
  record TlsAndWhy(Tls tls, Because because) {}

  private static Because asked(Tree authentication) {
    String mode = authentication.at("spec.mtls.mode").text("");
    String text = say("mesh.auto.asked", ObjectNames.of(authentication), mode);
    return new Because(text, ObjectNames.of(authentication), "spec.mtls.mode", mode);
  }

  private Because each() {
    String text = say("mesh.auto.each");
    return new Because(text, ObjectNames.of(service.object()), "", "");
  }

  /** Whether some endpoints take part and others do not, or not all is known of them. */
  boolean mixed() {
    List<Peer> peers = Peer.of(seen, service, port);
    boolean some = peers.stream().anyMatch(Peer::mutual);
    boolean others = peers.stream().anyMatch(peer -> !peer.mutual());
    return !service.external()
        && ((some && others && !service.headless()) || peers.stream().anyMatch(p -> !p.known()));
  }
}
