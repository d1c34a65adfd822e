package dev.egresstls.lab.shell;

import dev.egresstls.lab.doctor.Patient;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.world.World;
import java.util.Set;
import java.util.stream.Collectors;

/** What the doctor examines of a run that is open. */
public final class Examined {
  private Examined() {}

  /** The run's world, and the steps that are still to be done. */
  public static Patient of(LabRun run, World world) {
    Set<Integer> holding =
        run.reports().stream()
            .filter(report -> report.state() == StepState.HOLDS)
            .map(StepReport::number)
            .collect(Collectors.toSet());
    return Patient.of(run.lab(), run.vars(), world, holding);
  }
}
