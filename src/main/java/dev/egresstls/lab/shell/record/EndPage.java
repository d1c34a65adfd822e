package dev.egresstls.lab.shell.record;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page at the end: what was predicted and what happened, what is left, and where it stands. */
public final class EndPage {
  private static final int INDENT = 2;
  private static final LabelColumn LABELS =
      LabelColumn.of(
          2,
          say("shell.end.label.before"),
          say("shell.end.label.hints"),
          say("shell.end.label.left"),
          say("shell.end.label.next"),
          say("shell.end.label.recording"),
          say("shell.end.label.report"));

  private final LaunchedRun opened;
  private final Theme theme;

  /** The page of a session whose steps all hold. */
  public EndPage(LaunchedRun opened, Theme theme) {
    this.opened = opened;
    this.theme = theme;
  }

  /**
   * The lines of it.
   *
   * @param guesses what the learner predicted
   * @param doneSteps which steps the lab did itself
   * @param next the what-if to try next
   * @param recording where the session is written down, or why it is not: one of the two below
   */
  public List<Line> lines(
      Predictions guesses, DoneSteps doneSteps, Optional<WhatIf> next, Line recording) {
    LabRun run = opened.run();
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.add(Line.of(INDENT, Role.MET, say("shell.end.all-hold", run.session().total())));
    lines.add(Line.EMPTY);
    lines.addAll(new PredictionSummary(theme, run).lines(guesses));
    lines.addAll(production(run));
    hints(run.session().hints())
        .ifPresent(text -> lines.add(labelled(say("shell.end.label.hints"), text)));
    lines.addAll(RemainingObjects.lines(opened, doneSteps.of(run.lab())));
    lines.add(recording);
    lines.add(labelled(say("shell.end.label.report"), report(run)));
    lines.add(labelled(say("shell.end.label.next"), next(run, next)));
    return lines;
  }

  /** Where the recording is. */
  public static Line recorded(Path file) {
    return labelled(say("shell.end.label.recording"), file.toString()).whole();
  }

  /** Why there is none. */
  public static Line unrecorded(String why) {
    return labelled(say("shell.end.label.recording"), say("shell.end.no-recording", why));
  }

  private static String report(LabRun run) {
    return run.lab().curriculum().quiz().isEmpty()
        ? say("shell.end.report.alone")
        : say("shell.end.report");
  }

  /** What to do in production, in a few lines. */
  private static List<Line> production(LabRun run) {
    List<Line> lines = new ArrayList<>();
    run.lab()
        .curriculum()
        .production()
        .ifPresent(
            page -> {
              lines.add(Line.of(INDENT, Role.TITLE, say("shell.page.production")));
              page.topics()
                  .forEach(
                      topic ->
                          lines.add(
                              Line.of(INDENT + 3, Role.PLAIN, run.vars().show(topic.title()))
                                  .hanging(INDENT + 5)));
              lines.add(Line.of(INDENT + 3, Role.QUIET, say("shell.end.production")));
              lines.add(Line.EMPTY);
            });
    return lines;
  }

  private static String next(LabRun run, Optional<WhatIf> next) {
    return next.map(one -> say("shell.end.next-try", run.vars().show(one.title())))
        .orElseGet(() -> say("shell.end.next-list"));
  }

  private static Optional<String> hints(Map<Integer, Integer> hints) {
    if (hints.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TreeMap<>(hints)
            .entrySet().stream()
                .map(entry -> say("shell.end.hints-at", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", ")));
  }

  /** A label and its text. */
  static Line labelled(String label, String text) {
    return LABELS.line(INDENT, label, text);
  }
}
