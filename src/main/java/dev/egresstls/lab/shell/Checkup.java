package dev.egresstls.lab.shell;

import dev.egresstls.lab.doctor.Doctor;
import dev.egresstls.lab.doctor.DoctorLines;
import dev.egresstls.lab.doctor.HealthFinding;
import dev.egresstls.lab.doctor.HealthReport;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import java.util.List;
import java.util.Optional;

/** The doctor's visit before the first change of a session. */
public final class Checkup {
  private Checkup() {}

  /**
   * Looks once at what makes steps fail, and tells what may get in the way. As long as one of the
   * steps that shall be done would fail, it checks again each time.
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
}
