package dev.egresstls.lab.classroom;

import dev.egresstls.lab.explain.CauseBook;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Teaching;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What progress in a lab can name. Whatever else a learner's ConfigMap names is not shown to
 * anybody.
 *
 * @param lab its ID
 * @param steps the IDs of its steps, in order
 * @param questions what can be predicted, by step, and of a step in the order of the lab
 * @param causes the IDs of causes
 */
public record LabTerms(String lab, List<String> steps, List<Asked> questions, Set<String> causes) {
  /** Before the ID of a step: what was predicted of the request before that step. */
  public static final String BEFORE = "before ";

  /**
   * A question of the lab.
   *
   * @param number such as 6.2: the second one of step 6
   * @param about what it is about: a step, what comes before it, or a what-if
   * @param options to choose from
   * @param answer which of them is right, counted from 1
   */
  public record Asked(String number, String about, String text, List<String> options, int answer) {
    public Asked {
      options = List.copyOf(options);
    }
  }

  public LabTerms {
    steps = List.copyOf(steps);
    questions = List.copyOf(questions);
    causes = Set.copyOf(causes);
  }

  /** Those of a lab. */
  public static LabTerms of(Lab lab) {
    List<String> steps = lab.steps().stream().map(Step::id).toList();
    Vars vars = Vars.of(lab, Map.of());
    List<Asked> questions = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Questions ofStep = new Questions(i + 1, vars, questions);
      Step step = lab.steps().get(i);
      ofStep.add(BEFORE + step.id(), step.teaching().flatMap(Teaching::request));
      ofStep.add(step.id(), step.predict());
      for (WhatIf one : step.whatIfs()) {
        ofStep.add(one.id(), one.predict());
      }
    }
    return new LabTerms(lab.id(), steps, questions, Set.copyOf(new CauseBook(lab, vars).ids()));
  }

  /** Counts the questions of a step. */
  private static final class Questions {
    private final int step;
    private final Vars vars;
    private final List<Asked> all;
    private int count;

    Questions(int step, Vars vars, List<Asked> all) {
      this.step = step;
      this.vars = vars;
      this.all = all;
    }

    void add(String about, Optional<PredictionQuestion> question) {
      question.ifPresent(
          one -> {
            count++;
            all.add(
                new Asked(
                    step + "." + count,
                    about,
                    vars.show(one.text()),
                    one.options().stream().map(vars::show).toList(),
                    one.answer()));
          });
    }
  }

  /** The question about something, if there is one. */
  Optional<Asked> asked(String about) {
    return questions.stream().filter(one -> one.about().equals(about)).findFirst();
  }
}
