package dev.egresstls.lab.shell.objects;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.value.Neutral;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The lab's variables with their values, and where each comes from. */
public final class Values {
  private static final int INDENT = 2;
  private static final int GAP = 2;

  private Values() {}

  /** A line each where the terminal is wide enough, else a name and its value below it. */
  public static List<Line> of(LaunchedRun open, int columns, PromptWords words) {
    LabRun run = open.run();
    List<Line> lines = new ArrayList<>();
    Map<String, String> all = run.vars().all();
    int width = new Layout(Theme.PLAIN, columns).columns();
    int names = widest(all.keySet());
    int values = widest(all.values());
    boolean wide = INDENT + names + GAP + values + GAP + widestOrigin(run) <= width;
    all.forEach(
        (name, value) ->
            lines.addAll(
                wide
                    ? List.of(row(run, name, Neutral.line(value), names, values))
                    : block(run, name, Neutral.line(value))));
    return lines;
  }

  private static int widest(Iterable<String> texts) {
    int widest = 0;
    for (String text : texts) {
      widest = Math.max(widest, Columns.of(Neutral.line(text)));
    }
    return widest;
  }

  private static Line row(LabRun run, String name, String value, int names, int values) {
    int second = INDENT + names + GAP;
    return Line.of(INDENT, Role.CODE, name)
        .to(second)
        .and(Role.PLAIN, value)
        .to(second + values + GAP)
        .and(Role.QUIET, origin(run, name))
        .hanging(second);
  }

  private static List<Line> block(LabRun run, String name, String value) {
    return List.of(
        Line.of(INDENT, Role.CODE, name).and(Role.QUIET, "  " + origin(run, name)),
        Line.of(INDENT + GAP, Role.PLAIN, value));
  }

  private static String origin(LabRun run, String name) {
    return said(run, run.vars().origin(name).orElse(Vars.Origin.FOUND));
  }

  /** Where a value comes from. */
  private static String said(LabRun run, Vars.Origin origin) {
    return switch (origin) {
      case DEFAULT -> say("shell.vars.default");
      case TRACK -> say("shell.vars.track", run.lab().track().id());
      case GIVEN -> "--var";
      case FOUND -> say("shell.vars.found");
    };
  }

  private static int widestOrigin(LabRun run) {
    return widest(Arrays.stream(Vars.Origin.values()).map(one -> said(run, one)).toList());
  }
}
