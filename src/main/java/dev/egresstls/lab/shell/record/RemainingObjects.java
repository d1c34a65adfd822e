package dev.egresstls.lab.shell.record;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.Footprint;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.world.ClusterFacts;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a session leaves in the cluster, and how to undo it. */
public final class RemainingObjects {
  private RemainingObjects() {}

  /**
   * The lines of it; none if the lab did nothing, or there is no cluster.
   *
   * @param done the steps that the lab did itself in this session
   */
  public static List<Line> lines(LaunchedRun opened, List<Step> done) {
    LabRun run = opened.run();
    Optional<ClusterFacts> facts = opened.world().cluster().map(cluster -> cluster.facts());
    if (facts.isEmpty()) {
      return List.of();
    }
    String all = String.join(", ", Footprint.of(done, run.vars()::show));
    if (all.isEmpty()) {
      return List.of();
    }
    return facts.get().practice()
        ? List.of(EndPage.labelled(say("shell.end.label.left"), inPractice(opened.world(), all)))
        : inLive(opened, facts.get(), done, all);
  }

  private static String inPractice(World world, String all) {
    return world.fleeting()
        ? say("shell.end.left.practice", all)
        : say("shell.end.left.served", all);
  }

  private static List<Line> inLive(
      LaunchedRun opened, ClusterFacts facts, List<Step> done, String all) {
    LabRun run = opened.run();
    List<Line> lines = new ArrayList<>();
    lines.add(
        EndPage.labelled(
            say("shell.end.label.left"), say("shell.end.left.live", facts.context(), all)));
    String others = others(run, done);
    if (!others.isEmpty()) {
      lines.add(EndPage.labelled(say("shell.end.label.before"), say("shell.end.before", others)));
    }
    String context = "--context " + quoted(facts.context());
    lines.add(Line.of(2, Role.QUIET, say("shell.end.undo")));
    lines.add(Line.code(0, "egresstls-lab undo --all " + context));
    return lines;
  }

  /** The numbers of the steps that hold and were not done in this session. */
  private static String others(LabRun run, List<Step> done) {
    return run.reports().stream()
        .filter(report -> report.state() == StepState.HOLDS && !done.contains(report.step()))
        .map(report -> String.valueOf(report.number()))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
