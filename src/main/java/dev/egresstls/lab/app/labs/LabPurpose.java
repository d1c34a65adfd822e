package dev.egresstls.lab.app.labs;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Neutral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a lab would do, for whoever decides whether it is trusted. */
public final class LabPurpose {
  private static final int INDENT = 2;
  private static final int BELOW = 4;

  private LabPurpose() {}

  /** What the lab that is done does, one line an action. */
  public static List<Line> lines(Catalog catalog, Optional<String> track) {
    Lab lab = catalog.read(track);
    Vars vars = Vars.of(lab, Map.of());
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.TITLE, Neutral.line(lab.title())));
    lines.add(Line.of(INDENT, Role.QUIET, say("app.labs.digest", catalog.digest())));
    for (Step step : lab.steps()) {
      lines.add(Line.of(INDENT, Role.PLAIN, Neutral.line(vars.show(step.title()))));
      LabRun.describe(step, vars)
          .forEach(one -> lines.add(Line.of(BELOW, Role.QUIET, Neutral.line(one)).hanging(BELOW)));
    }
    int whatIfs = lab.whatIfs().size();
    if (whatIfs > 0) {
      lines.add(Line.of(INDENT, Role.PLAIN, count("app.labs.what-ifs", whatIfs, whatIfs)));
    }
    return lines;
  }
}
