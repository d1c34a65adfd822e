package dev.egresstls.lab.app.query;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The steps of a lab to read, without any cluster. */
public record StepPages(Lab lab, Vars vars) {
  /** A line for each step. */
  public Answer all() {
    return Answer.of(
        numbers().map(this::line).toList(),
        () ->
            Tree.object(
                "schemaVersion", Answer.SCHEMA_VERSION,
                "lab", lab.id(),
                "track", lab.track().id(),
                "steps", numbers().map(number -> Tree.of(step(number))).toList()));
  }

  private java.util.stream.Stream<Integer> numbers() {
    return IntStream.rangeClosed(1, lab.steps().size()).boxed();
  }

  private Line line(int number) {
    Step step = lab.steps().get(number - 1);
    return Line.of(2, Role.QUIET, number + "  ")
        .and(Role.CODE, step.id())
        .to(20)
        .and(Role.PLAIN, step.title());
  }

  /**
   * One step explained, or what to do in production.
   *
   * @param trainer whether the notes for a trainer are wanted, too
   * @throws dev.egresstls.lab.lab.LabFailure (usage) if there is no step of that name
   */
  public Answer one(String typed, boolean trainer) {
    return ProductionPage.of(lab, vars, typed).orElseGet(() -> step(typed, trainer));
  }

  private Answer step(String typed, boolean trainer) {
    int number = StepNumber.of(lab, typed);
    Step step = lab.steps().get(number - 1);
    List<String> does = LabRun.describe(step, vars);
    return Answer.of(
        (theme, columns) -> {
          List<Line> lines = Explanation.of(lab, number, vars::show, does, columns);
          if (trainer) {
            lines.addAll(Explanation.forTrainer(step, vars::show, columns));
          }
          return lines;
        },
        () -> document(number, does, trainer));
  }

  private Tree document(int number, List<String> does, boolean trainer) {
    Step step = lab.steps().get(number - 1);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schemaVersion", Answer.SCHEMA_VERSION);
    object.put("lab", lab.id());
    object.put("track", lab.track().id());
    object.putAll(step(number));
    object.put("prose", vars.show(step.prose()));
    object.put("does", does);
    object.put("byHand", vars.show(step.byHand()));
    if (trainer) {
      object.put("trainer", step.classroom().trainer().map(vars::show).orElse(null));
    }
    return Tree.of(object);
  }

  private Map<String, Object> step(int number) {
    Step step = lab.steps().get(number - 1);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", step.id());
    object.put("number", number);
    object.put("label", step.label());
    object.put("title", step.title());
    object.put("needs", step.needs());
    object.put("minutes", step.classroom().minutes());
    return object;
  }
}
