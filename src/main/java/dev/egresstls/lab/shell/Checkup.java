package dev.egresstls.lab.shell;

import dev.egresstls.lab.doctor.Doctor;
import dev.egresstls.lab.doctor.DoctorLines;
import dev.egresstls.lab.doctor.HealthFinding;
import dev.egresstls.lab.doctor.HealthReport;
import dev.egresstls.lab.doctor.Patient;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.experiment.NeededAccess;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.world.Access;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The doctor's visit before the first change of a session, or of a command. */
public final class Checkup {
  private Checkup() {}

  /**
   * Looks once at what makes steps fail, and tells what may get in the way. As long as one of the
   * steps that shall be done would fail, it looks again each time.
   *
   * @param number the step that is done next
   * @param last the last step that shall be done
   * @throws dev.egresstls.lab.lab.LabFailure if one of them will fail; nothing was changed
   */
  public static void before(ShellSession lesson, LabRun run, int number, int last)
      throws InterruptedException {
    LaunchedRun open = lesson.open();
    if (lesson.examined() || open.world().fleeting() || !run.changesAnything(number)) {
      return;
    }
    HealthReport report = Doctor.beforeFirstChange(Examined.of(run, open.world()));
    Optional<Problem> stopping = report.stopping(last);
    if (stopping.isPresent()) {
      throw stopping.get().failure();
    }
    lesson.wasExamined();
    List<HealthFinding> worthALine =
        report.findings().stream()
            .filter(one -> one.severity() != HealthFinding.Severity.FINE)
            .toList();
    lesson
        .console()
        .print(worthALine.stream().flatMap(one -> DoctorLines.of(one).stream()).toList());
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
    return before(open, Set.of(), NeededAccess.of(whatIf, open.run().vars()));
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
