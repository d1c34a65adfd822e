package dev.egresstls.lab.shell.record;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.record.Predictions.Guess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Each question with the prediction and the result: those of the steps, whether they were answered
 * or not, and those of the what-ifs that were tried.
 */
final class PredictionSummary {
  private static final int INDENT = 2;
  private static final int TEXT = 5;
  private static final int UNDER = 7;

  private final Theme theme;
  private final LabRun run;

  /** For a run. */
  PredictionSummary(Theme theme, LabRun run) {
    this.theme = theme;
    this.run = run;
  }

  List<Line> lines(Predictions predictions) {
    List<Guess> guesses = predictions.all();
    List<Line> lines = new ArrayList<>();
    for (int number = 1; number <= run.lab().steps().size(); number++) {
      Step step = run.lab().steps().get(number - 1);
      int one = number;
      predictions
          .of(Predictions.before(number))
          .ifPresent(guess -> lines.addAll(entry(String.valueOf(one), guess, "")));
      step.predict().ifPresent(question -> lines.addAll(step(one, question, predictions)));
    }
    guesses.stream()
        .filter(guess -> run.lab().whatIf(guess.about()).isPresent())
        .forEach(guess -> lines.addAll(entry("try " + guess.about(), guess, "")));
    if (!lines.isEmpty()) {
      lines.add(0, Line.of(INDENT, Role.TITLE, say("shell.end.predictions")));
      lines.add(Line.EMPTY);
    }
    return lines;
  }

  private List<Line> step(int number, PredictionQuestion question, Predictions predictions) {
    String about = String.valueOf(number);
    return entry(
        about,
        predictions
            .of(about)
            .orElseGet(() -> unanswered(number, question, predictions.evidence(about))),
        predictions.asked(number) ? say("shell.end.no-prediction") : say("shell.end.not-asked"));
  }

  /** What only a what-if shows is not given away to someone who has neither predicted nor tried. */
  private Guess unanswered(int number, PredictionQuestion question, String evidence) {
    return new Guess(
        String.valueOf(number),
        run.vars().show(question.text()),
        "",
        run.vars().show(question.right()),
        question.shownBy(),
        question.shownBy().isPresent() ? Optional.empty() : Optional.of(evidence));
  }

  /** One entry, with what is said if there is no prediction. */
  private List<Line> entry(String about, Guess guess, String none) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(INDENT, Role.PLAIN, about + "  ").and(Role.STRESS, guess.question()).hanging(TEXT));
    if (guess.seen().isEmpty()) {
      lines.add(marked(Mark.OPEN, said(guess, none)));
      guess
          .shownBy()
          .ifPresent(id -> lines.add(Line.of(UNDER, Role.PLAIN, say("shell.end.shown-by", id))));
      return lines;
    }
    if (guess.own().isEmpty()) {
      lines.add(marked(Mark.SKIPPED, say("shell.end.not-predicted", none, guess.right())));
    } else if (guess.hit()) {
      lines.add(marked(Mark.MET, say("shell.end.right", guess.own())));
    } else {
      lines.add(marked(Mark.UNMET, say("shell.end.wrong", guess.own())));
      lines.add(Line.of(UNDER, Role.PLAIN, say("shell.end.it-is", guess.right())).hanging(UNDER));
    }
    guess
        .seen()
        .filter(what -> !what.isEmpty())
        .ifPresent(
            what ->
                lines.add(Line.of(UNDER, Role.QUIET, say("shell.end.seen", what)).hanging(UNDER)));
    return lines;
  }

  private static String said(Guess guess, String none) {
    return guess.own().isEmpty() ? none : say("shell.end.open-prediction", guess.own());
  }

  private Line marked(Mark mark, String text) {
    return Line.at(TEXT).and(theme.sign(mark)).and(Role.PLAIN, " " + text).hanging(UNDER);
  }
}
