package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.render.StepLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How every step stands, as far as it is known. */
public final class StatusQuery {
  private StatusQuery() {}

  /** Which cluster it is, and a line for each step. */
  public static Answer of(LaunchedRun opened) {
    return Answer.of((theme, columns) -> lines(opened, theme, columns), () -> document(opened));
  }

  private static List<Line> lines(LaunchedRun opened, Theme theme, int columns) {
    LabRun run = opened.run();
    List<Line> lines = new ArrayList<>(WhereLines.of(opened.banner(), columns));
    lines.add(Line.EMPTY);
    StepLines steps = new StepLines(theme, columns, run.lab().steps());
    for (StepReport report : run.reports()) {
      lines.addAll(
          steps.noted(
              Mark.of(report.state()), report.number(), report.step(), says(report, run, theme)));
    }
    return lines;
  }

  /** What the sign before it does not say already. */
  private static String says(StepReport report, LabRun run, Theme theme) {
    String word = word(report);
    boolean said = theme.spoken() && word.equals(theme.sign(Mark.of(report.state())).text());
    String here = run.session().at() == report.number() ? say("shell.status.here") : "";
    return Stream.of(said ? "" : word, here)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  private static String word(StepReport report) {
    return switch (report.state()) {
      case TODO -> say("shell.status.todo");
      case DOING, CHECKING -> say("shell.status.doing");
      case HOLDS -> StepLines.says(report.verdicts());
      case BROKEN -> say("shell.status.broken", report.number());
      case SKIPPED -> say("shell.status.left-out");
    };
  }

  private static Tree document(LaunchedRun opened) {
    LabRun run = opened.run();
    Lab lab = run.lab();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schemaVersion", Answer.SCHEMA_VERSION);
    object.put("lab", lab.id());
    object.put("mode", opened.banner().mode().word());
    object.put("context", opened.banner().context());
    object.put("track", lab.track().id());
    object.put("steps", run.reports().stream().map(StatusQuery::step).toList());
    object.put("at", Math.min(run.session().at(), run.session().total()));
    object.put("held", run.session().held());
    object.put("total", run.session().total());
    return Tree.of(object);
  }

  private static Tree step(StepReport report) {
    return Tree.object(
        "id", report.step().id(),
        "number", report.number(),
        "title", report.step().title(),
        "state", report.state().word(),
        "says", report.state() == StepState.HOLDS ? StepLines.says(report.verdicts()) : null);
  }
}
