package dev.egresstls.lab.shell.record;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.ProgramVersion;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.render.StepLines;
import dev.egresstls.lab.session.ChallengeResult;
import dev.egresstls.lab.session.QuizAnswer;
import dev.egresstls.lab.value.Tree;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a session came to, as the document of its report; docs/json.md describes it. */
public final class SessionReport {
  private SessionReport() {}

  /**
   * The document.
   *
   * @param guesses what the learner predicted
   * @param learning what else the learner did
   */
  public static Tree of(LaunchedRun opened, Predictions guesses, LearningLog learning) {
    LabRun run = opened.run();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("schemaVersion", Answer.SCHEMA_VERSION);
    report.put("lab", lab(run.lab()));
    report.put(
        "track", Tree.object("id", run.lab().track().id(), "title", run.lab().track().title()));
    report.put("program", ProgramVersion.line());
    report.put("where", opened.banner().where());
    report.put("versions", opened.banner().versions().orElse(null));
    report.put("began", learning.began().truncatedTo(ChronoUnit.SECONDS).toString());
    report.put("steps", run.reports().stream().map(one -> step(run, one, learning)).toList());
    report.put("predictions", guesses.all().stream().map(SessionReport::prediction).toList());
    report.put("whatIfs", learning.tried().stream().map(SessionReport::tried).toList());
    report.put("quiz", learning.quiz().stream().map(SessionReport::answer).toList());
    report.put("challenges", learning.challenges().stream().map(SessionReport::challenge).toList());
    return Tree.of(report);
  }

  /** Whether there is anything to report yet. */
  public static boolean worthKeeping(LabRun run, Predictions guesses, LearningLog learning) {
    return !learning.isEmpty() || !guesses.all().isEmpty() || !run.session().hints().isEmpty();
  }

  private static Tree lab(Lab lab) {
    return Tree.object("id", lab.id(), "key", lab.key(), "title", lab.title());
  }

  private static Tree step(LabRun run, StepReport report, LearningLog learning) {
    Optional<LearningLog.StepTime> time =
        Optional.ofNullable(learning.steps().get(report.number()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", report.number());
    json.put("id", report.step().id());
    json.put("title", run.vars().show(report.step().title()));
    json.put("state", state(report.state()));
    json.put("minutes", report.step().classroom().minutes());
    json.put("milliseconds", time.map(one -> one.spent().toMillis()).orElse(null));
    json.put("labMilliseconds", time.map(one -> one.doing().toMillis()).orElse(null));
    json.put("hints", run.session().hints(report.number()));
    json.put(
        "observed", report.state() == StepState.HOLDS ? StepLines.says(report.verdicts()) : "");
    return Tree.of(json);
  }

  private static String state(StepState state) {
    return switch (state) {
      case HOLDS -> "holds";
      case BROKEN -> "broken";
      case SKIPPED -> "skipped";
      case TODO, DOING, CHECKING -> "todo";
    };
  }

  /** What nothing has shown yet is not given away. */
  private static Tree prediction(Predictions.Guess guess) {
    boolean open = guess.seen().isEmpty();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("about", guess.about());
    json.put("question", guess.question());
    json.put("own", guess.own());
    json.put("answer", open ? null : guess.right());
    json.put("right", open ? null : guess.hit());
    json.put("observed", guess.seen().orElse(null));
    return Tree.of(json);
  }

  private static Tree tried(LearningLog.Tried one) {
    return Tree.object("id", one.id(), "title", one.title(), "asPredicted", one.asPredicted());
  }

  private static Tree answer(QuizAnswer one) {
    return Tree.object(
        "id", one.id(),
        "question", one.question(),
        "own", one.own(),
        "answer", one.right(),
        "right", one.correct(),
        "evidence", one.evidence(),
        "shows", one.shows());
  }

  private static Tree challenge(ChallengeResult one) {
    return Tree.object(
        "title", one.title(),
        "level", one.level(),
        "seed", one.seed(),
        "solved", one.solved(),
        "milliseconds", one.time().toMillis(),
        "hints", one.hints(),
        "looks", one.looks());
  }
}
