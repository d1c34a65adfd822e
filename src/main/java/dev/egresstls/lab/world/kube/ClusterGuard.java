package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.ClusterId;
import dev.egresstls.lab.world.kube.config.CertificateWitness;
import dev.egresstls.lab.world.kube.rest.ApiClient;
import java.util.Optional;

/**
 * Holds on to the cluster that was pinned. An address may lead to another cluster by now: a tunnel
 * or a proxy was switched, a cluster was created again. So before anything is changed, the UID of
 * kube-system is read by the same client, over its pool of connections.
 *
 * <p>What remains: the connection may break, and the address be switched, in the moment between the
 * answer to that request and the change, some milliseconds; Kubernetes has no precondition on the
 * identity of a cluster. Where the kubeconfig names a certificate authority of the cluster's own,
 * not even then: a new connection needs a certificate of it.
 */
final class ClusterGuard {
  private final ApiClient server;
  private final String context;
  private final CertificateWitness witness;
  private final ClusterId pinned;
  private final Optional<String> presented;

  /**
   * A guard for what answers now.
   *
   * @param witness has seen the server's certificates
   */
  ClusterGuard(ApiClient server, String context, CertificateWitness witness, ClusterId pinned) {
    this.server = server;
    this.context = Neutral.line(context);
    this.witness = witness;
    this.pinned = pinned;
    this.presented = witness.presented();
  }

  ClusterId pinned() {
    return pinned;
  }

  /**
   * Makes sure that it is the cluster that was pinned.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it is another one, or cannot be told
   */
  void verify() {
    if (!pinned.provable()) {
      throw problem(say("world.guard.unprovable", context), say("world.guard.unprovable.because"))
          .failure();
    }
    Optional<String> now = FirstLook.uid(server);
    if (pinned.uid().isEmpty()) {
      verifyCertificates(now);
    } else if (now.isEmpty()) {
      throw problem(
              say("world.guard.lost", context), say("world.guard.lost.because", pinned.uid().get()))
          .failure();
    } else if (!now.equals(pinned.uid())) {
      throw another(
          say("world.guard.another.because", now.get(), pinned.uid().get(), pinned.server()));
    }
  }

  /** Of a cluster whose UID could not be read, the certificates are all that is known. */
  private void verifyCertificates(Optional<String> uid) {
    if (uid.isPresent()) {
      throw another(say("world.guard.another.readable", uid.get(), pinned.server()));
    }
    Optional<String> certificates = witness.presented();
    if (!certificates.equals(presented)) {
      throw another(
          say(
              "world.guard.another.certificates",
              certificates.orElse("?"),
              presented.orElse("?"),
              pinned.server()));
    }
  }

  private RuntimeException another(String because) {
    return problem(say("world.guard.another", context), because).failure();
  }

  private Problem problem(String what, String because) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            what,
            "kubectl --context " + context + " get namespace kube-system -o yaml",
            say("world.guard.try"))
        .because(because);
  }
}
