package dev.egresstls.lab.app.change;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.lab.Problem;

/**
 * Fixes the cause of a failing step.
 *
 * @param number the step
 */
public record CauseFix(LaunchedRun opened, int number, TrueCause cause) {
  /**
   * Asks what must be asked before.
   *
   * @param meshWide whether the user has agreed beforehand to change Istio for others, too
   * @return whether the user was asked just now to let the cluster be changed, and agreed
   * @throws dev.egresstls.lab.lab.LabFailure if it is not the lab's to fix, or the user does not
   *     agree
   */
  public boolean agree(User user, boolean meshWide) throws InterruptedException {
    cause.mustBeTheLabs();
    boolean asked = Consent.require(opened, user, () -> Readiness.beforeFix(opened, cause));
    if (cause.meshWide() && !meshWide) {
      MeshConsent.toFix(opened, user);
    }
    return asked;
  }

  /**
   * Fixes it, and checks the step again.
   *
   * @return the exit code: 0 if the step holds; that of its problem if it could not be done
   */
  public int run() throws InterruptedException {
    return opened.run().fix(number, cause)
        ? 0
        : opened
            .run()
            .reports()
            .get(number - 1)
            .blame()
            .map(one -> one.kind().exitCode())
            .orElse(Problem.Kind.RED.exitCode());
  }
}
