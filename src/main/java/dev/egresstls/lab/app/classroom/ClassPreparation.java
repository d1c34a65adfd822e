package dev.egresstls.lab.app.classroom;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.Consent;
import dev.egresstls.lab.app.change.User;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.ClassManifests;
import dev.egresstls.lab.classroom.ClassPlan;
import dev.egresstls.lab.classroom.ClassSetup;
import dev.egresstls.lab.classroom.TrainerSteps;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Ref;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a class on the trainer's cluster.
 *
 * @param folder where the learners' files are written
 * @param program how learners start the lab
 * @param lasts how long their tokens do
 */
public record ClassPreparation(ClassPlan plan, Path folder, String program, Duration lasts) {
  private static final int INDENT = 2;

  /** What is applied, as YAML; no cluster is asked. */
  public static String yaml(ClassPlan plan, Lab lab) {
    StringBuilder text = new StringBuilder();
    for (Tree object : ClassManifests.of(plan, lab)) {
      text.append("---\n").append(Yaml.page(object));
    }
    return text.toString();
  }

  /**
   * Creates what is missing, and writes the learners' files.
   *
   * @param agreed whether the user has agreed beforehand
   * @return whether it was done
   * @throws dev.egresstls.lab.lab.LabFailure if a step that is the trainer's does not hold
   */
  public boolean prepare(LaunchedRun opened, User user, boolean agreed)
      throws InterruptedException {
    requireSteps(opened);
    ClassSetup setup = new ClassSetup(opened.run());
    ClassPlan whole = setup.joined(plan);
    ClassSetup.Lacks lacks = setup.lacks(ClassManifests.of(whole, opened.run().lab()));
    if (!lacks.none()) {
      int all = whole.learners().size();
      int objects = lacks.missing().size();
      if (objects > 0) {
        tell(user, count("cli.class.creates", objects, objects, all));
      }
      if (!lacks.outdated().isEmpty()) {
        tell(user, say("cli.class.updates", names(lacks.outdated())));
      }
      boolean asked = Consent.require(opened, user);
      if (!agreed && !asked && !user.agrees(say("cli.class.prepare.ask"))) {
        return false;
      }
      setup.supply(plan.course(), lacks);
    }
    Map<String, String> tokens = setup.tokens(plan, lasts);
    Path cards =
        new LearnerFiles(folder, withLab(opened.run().lab()))
            .write(opened.world().cluster().orElseThrow(), plan, tokens);
    tell(user, count("cli.class.prepared", learners(), learners(), folder, lasts.toHours()));
    tell(user, say("cli.class.cards", cards));
    return true;
  }

  /** There are several labs, and a class does one of them. */
  private String withLab(Lab lab) {
    return program.contains("--lab") ? program : String.join(" ", program, "--lab", lab.id());
  }

  private static String names(List<Tree> objects) {
    return objects.stream().map(one -> Ref.of(one).toString()).collect(Collectors.joining(", "));
  }

  private int learners() {
    return plan.learners().size();
  }

  private static void tell(User user, String text) {
    user.print(List.of(Line.of(INDENT, Role.PLAIN, text).hanging(INDENT)));
  }

  private static void requireSteps(LaunchedRun opened) {
    int last = opened.run().lab().steps().size();
    TrainerSteps.problem(opened.run(), 1, last)
        .ifPresent(
            problem -> {
              throw Problem.of(
                      Problem.Kind.PRECONDITION, say("cli.class.first"), say("cli.class.first.try"))
                  .because(problem.what())
                  .failure();
            });
  }
}
