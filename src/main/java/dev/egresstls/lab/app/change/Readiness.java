package dev.egresstls.lab.app.change;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.TrainerSteps;
import dev.egresstls.lab.doctor.Doctor;
import dev.egresstls.lab.doctor.DoctorLines;
import dev.egresstls.lab.doctor.HealthFinding;
import dev.egresstls.lab.doctor.HealthReport;
import dev.egresstls.lab.doctor.Patient;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.experiment.NeededAccess;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.world.Access;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is settled before steps are done: the user agrees, and no step is going to fail. */
public final class Readiness {
  private Readiness() {}

  /** What the doctor examines of a run that is open: its world, and the steps still to be done. */
  public static Patient patient(LaunchedRun opened) {
    LabRun run = opened.run();
    Set<Integer> holding =
        run.reports().stream()
            .filter(report -> report.state() == StepState.HOLDS)
            .map(StepReport::number)
            .collect(Collectors.toSet());
    return Patient.of(run.lab(), run.vars(), opened.world(), holding);
  }

  /**
   * Lets steps be done, or not. If one of them changes something, the user must agree, and the
   * doctor looks at what makes steps fail: once, and again as long as one of them would.
   *
   * @param first the step that is done next
   * @param last the last step that shall be done
   * @return what the doctor has found just now that is worth a line
   * @throws dev.egresstls.lab.lab.LabFailure if the user does not agree, or a step will fail;
   *     nothing was changed
   */
  public static List<HealthFinding> require(LaunchedRun opened, User user, int first, int last)
      throws InterruptedException {
    if (!changes(opened.run(), first, last)) {
      return List.of();
    }
    requireOwn(opened, first, last);
    Consent.require(opened, user);
    return examine(opened, last);
  }

  /**
   * Lets a learner do no step that is the trainer's.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (precondition) if one of these is, and does not hold
   */
  public static void requireOwn(LaunchedRun opened, int first, int last) {
    if (opened.world().confined()) {
      TrainerSteps.problem(opened.run(), first, last)
          .ifPresent(
              problem -> {
                throw problem.failure();
              });
    }
  }

  /** Whether one of these steps changes something. */
  public static boolean changes(LabRun run, int first, int last) {
    return IntStream.rangeClosed(first, last).anyMatch(run::changesAnything);
  }

  /**
   * Has the doctor look before the first change, once.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if a step up to the last one will fail
   */
  public static List<HealthFinding> examine(LaunchedRun opened, int last)
      throws InterruptedException {
    if (opened.approval().examined() || opened.world().fleeting()) {
      return List.of();
    }
    HealthReport report = Doctor.beforeFirstChange(patient(opened));
    Optional<Problem> stopping = report.stopping(last);
    if (stopping.isPresent()) {
      throw stopping.get().failure();
    }
    opened.approval().pass();
    return report.findings().stream()
        .filter(one -> one.severity() != HealthFinding.Severity.FINE)
        .toList();
  }

  /**
   * Looks at what makes a fix fail.
   *
   * @return what may get in the way
   * @throws dev.egresstls.lab.lab.LabFailure if it will fail; nothing was changed
   */
  public static List<Line> beforeFix(LaunchedRun open, TrueCause cause)
      throws InterruptedException {
    Set<Integer> again =
        cause.acts().stream()
            .filter(Act.Redo.class::isInstance)
            .map(act -> open.run().lab().numberOf(((Act.Redo) act).step()))
            .collect(Collectors.toSet());
    return before(open, again, NeededAccess.of(cause.acts()));
  }

  /** The same for the EndpointSlices of a step, which are written again. */
  public static List<Line> beforeRefresh(LaunchedRun open, int number) throws InterruptedException {
    return before(open, Set.of(number), List.of());
  }

  /** The same for a what-if. */
  public static List<Line> beforeTry(LaunchedRun open, WhatIf whatIf) throws InterruptedException {
    return before(open, Set.of(), NeededAccess.of(whatIf.turns(), open.run().vars()));
  }

  /** The same for a challenge, which breaks the first of some choices that it can show. */
  public static List<Line> beforeChallenge(LaunchedRun open, List<List<Fault>> choices)
      throws InterruptedException {
    List<Turn> turns =
        choices.stream()
            .limit(1)
            .flatMap(List::stream)
            .flatMap(fault -> fault.turns().stream())
            .toList();
    return before(open, Set.of(), NeededAccess.of(turns, open.run().vars()));
  }

  private static List<Line> before(LaunchedRun open, Set<Integer> doing, List<Access> also)
      throws InterruptedException {
    if (open.world().fleeting()) {
      return List.of();
    }
    LabRun run = open.run();
    Set<Integer> left =
        IntStream.rangeClosed(1, run.lab().steps().size())
            .filter(number -> !doing.contains(number))
            .boxed()
            .collect(Collectors.toSet());
    Patient patient = Patient.of(run.lab(), run.vars(), open.world(), left);
    HealthReport report = Doctor.beforeFirstChange(patient);
    Optional<Problem> stopping =
        report.stopping(run.lab().steps().size()).or(() -> Doctor.denied(patient, also));
    if (stopping.isPresent()) {
      throw stopping.get().failure();
    }
    return report.warnings().stream().flatMap(one -> DoctorLines.of(one).stream()).toList();
  }
}
