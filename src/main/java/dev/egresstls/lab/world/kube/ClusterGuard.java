package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.ClusterId;
import dev.egresstls.lab.world.Strayed;
import dev.egresstls.lab.world.kube.config.CertificateWitness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds on to the cluster that was pinned. An address may lead to another cluster by now: a tunnel
 * or a proxy was switched, a cluster was created again. So before anything is changed, the UID of
 * kube-system is read by the same client, over its pool of connections.
 *
 * <p>The connection may break, and the address be switched, in the moment between the answer to
 * that request and the change; Kubernetes has no precondition on the identity of a cluster. So the
 * UID is read again after the change. A change of an object that exists names its UID, which no
 * object of another cluster has; only what creates one can go astray, and then that is said.
 */
final class ClusterGuard {
  private final Supplier<Optional<String>> uid;
  private final String context;
  private final CertificateWitness witness;
  private final ClusterId pinned;
  private final Optional<String> presented;

  /**
   * A guard for what answers now.
   *
   * @param uid reads the UID of kube-system of whatever cluster answers now
   * @param witness has seen the server's certificates
   */
  ClusterGuard(
      Supplier<Optional<String>> uid,
      String context,
      CertificateWitness witness,
      ClusterId pinned) {
    this.uid = uid;
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
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if it is another one, or cannot be
   *     determined
   */
  void verify() {
    if (!pinned.provable()) {
      throw problem(say("world.guard.unprovable", context), say("world.guard.unprovable.because"))
          .failure();
    }
    Optional<String> now = uid.get();
    Optional<String> because = difference(now);
    if (because.isPresent()) {
      boolean lost = pinned.uid().isPresent() && now.isEmpty();
      String what = lost ? say("world.guard.lost", context) : say("world.guard.another", context);
      throw problem(what, because.get()).failure();
    }
  }

  /**
   * Makes sure that a change, which may have been made, was made in the cluster that was pinned.
   *
   * @param change what was done to which object
   * @param created the object that it has created; missing if it has created none, or that is not
   *     known
   * @throws LabFailure (precondition) with a {@link Strayed} if it may have gone to another one
   */
  void verifyAfter(String change, Tree created) {
    verifyAfter(() -> say("world.guard.strayed", context, change), created);
  }

  /** The same after a command that made changes by itself. */
  void verifyAfterTool(String command) {
    verifyAfter(() -> say("world.guard.strayed.tool", context, command), Tree.MISSING);
  }

  /** Makes sure that what was read is of the cluster that was pinned, if that can be determined. */
  void verifyLook() {
    if (pinned.provable()) {
      verifyAfter(() -> say("world.guard.look", context), Tree.MISSING);
    }
  }

  private void verifyAfter(Supplier<String> what, Tree created) {
    Optional<String> now = uid.get();
    Optional<String> because = difference(now);
    if (because.isPresent()) {
      Optional<ClusterId> other =
          now.map(uid -> new ClusterId(pinned.server(), pinned.certificate(), Optional.of(uid)));
      Problem problem = problem(what.get(), because.get());
      throw new LabFailure(
          created.isPresent() ? undoable(problem) : problem, new Strayed(other, created));
    }
  }

  /** Why it is not the cluster that was pinned; empty if it is. */
  private Optional<String> difference(Optional<String> now) {
    if (pinned.uid().isEmpty()) {
      return certificates(now);
    }
    if (now.isEmpty()) {
      return Optional.of(say("world.guard.lost.because", pinned.uid().get()));
    }
    return now.equals(pinned.uid())
        ? Optional.empty()
        : Optional.of(
            say("world.guard.another.because", now.get(), pinned.uid().get(), pinned.server()));
  }

  /** Of a cluster whose UID could not be read, the certificates are all that is known. */
  private Optional<String> certificates(Optional<String> uid) {
    if (uid.isPresent()) {
      return Optional.of(say("world.guard.another.readable", uid.get(), pinned.server()));
    }
    Optional<String> now = witness.presented();
    return now.equals(presented)
        ? Optional.empty()
        : Optional.of(
            say(
                "world.guard.another.certificates",
                now.orElse("?"),
                presented.orElse("?"),
                pinned.server()));
  }

  private static Problem undoable(Problem problem) {
    List<String> tries = new ArrayList<>(problem.tries());
    tries.add(say("world.guard.strayed.try"));
    return new Problem(problem.kind(), problem.what(), problem.because(), tries, problem.place());
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
