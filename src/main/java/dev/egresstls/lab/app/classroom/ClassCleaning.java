package dev.egresstls.lab.app.classroom;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.Consent;
import dev.egresstls.lab.app.change.User;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.ClassDismissal;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Inventory.Found;
import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.render.DriftProofLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes a class, and proves that the cluster is as it was before. */
public final class ClassCleaning {
  private static final int INDENT = 2;

  private final ClassDismissal dismissal;
  private final List<Found> plan;

  /** Looks what there is of a class; changes nothing. */
  public ClassCleaning(LaunchedRun opened, String course) {
    this.dismissal = new ClassDismissal(opened.run(), course);
    this.plan = dismissal.plan();
  }

  /** What would be deleted. */
  public List<Line> planned() {
    List<Line> lines = new ArrayList<>();
    if (plan.isEmpty()) {
      return List.of(line(Role.PLAIN, say("cli.class.clean.nothing")));
    }
    dismissal
        .within(plan)
        .forEach(
            (namespace, objects) ->
                lines.add(
                    line(
                        Role.PLAIN,
                        count("cli.class.clean.namespace", objects, namespace, objects))));
    plan.stream()
        .filter(one -> !one.ref().kind().equals("Namespace"))
        .forEach(one -> lines.add(line(Role.PLAIN, one.ref().toString())));
    return lines;
  }

  /**
   * Deletes it; gives the exit code.
   *
   * @param agreed whether the user has agreed beforehand
   */
  public int clean(LaunchedRun opened, User user, boolean agreed) throws InterruptedException {
    if (!agreed || plan.isEmpty()) {
      user.print(planned());
    }
    if (plan.isEmpty() && !dismissal.unproved()) {
      return 0;
    }
    if (!plan.isEmpty()) {
      boolean asked = Consent.require(opened, user);
      if (!agreed && !asked && !user.agrees(say("cli.class.clean.ask"))) {
        return Problem.Kind.UNSAFE.exitCode();
      }
    }
    Optional<DriftProof> proof = dismissal.dismiss(plan);
    if (!plan.isEmpty()) {
      user.print(List.of(line(Role.MET, count("cli.class.clean.done", plan.size(), plan.size()))));
    }
    if (proof.isEmpty()) {
      user.print(List.of(line(Role.WARNING, say("cli.class.clean.unproved"))));
      return 0;
    }
    user.print(DriftProofLines.of(proof.get()));
    return proof.get().none() ? 0 : Problem.Kind.PRECONDITION.exitCode();
  }

  private static Line line(Role role, String text) {
    return Line.of(INDENT, role, text).hanging(INDENT + 2);
  }
}
