package dev.egresstls.lab.shell;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.render.Footprint;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.world.World;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is said when nothing is left to do. */
public final class Finale {
  private Finale() {}

  /** All steps hold: what there is now in the cluster. */
  public static void told(Lesson lesson, LabRun run) {
    int total = run.session().total();
    List<String> left = Footprint.of(run.lab(), run.vars()::show);
    String where =
        lesson.cover().mode() == World.Mode.PRACTICE
            ? " in the practice cluster: "
            : " in the cluster: ";
    lesson
        .desk()
        .print(
            List.of(
                Line.EMPTY,
                Line.of(2, Role.MET, "All " + total + " steps hold."),
                Line.of(2, Role.QUIET, "left" + where + String.join(", ", left))));
  }

  /** Enter was pressed behind the last step. */
  public static void nothingLeft(Lesson lesson, LabRun run) {
    if (run.session().allHold()) {
      lesson.say(Role.PLAIN, "All " + run.session().total() + " steps hold. quit leaves.");
      return;
    }
    String open =
        IntStream.rangeClosed(1, run.session().total())
            .filter(number -> run.session().state(number) != StepState.HOLDS)
            .mapToObj(number -> number + " " + lesson.step(number).label())
            .collect(Collectors.joining(", "));
    lesson.say(Role.PLAIN, "Nothing is left to do, but these do not hold: " + open + ".");
  }
}
