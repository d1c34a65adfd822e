package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Items;
import dev.egresstls.lab.ledger.Items.Item;
import dev.egresstls.lab.ledger.ToolEffect;
import dev.egresstls.lab.ledger.UndoReport;
import dev.egresstls.lab.ledger.journal.Entry;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.value.Neutral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger, a plan, and what came of it, as lines. */
public final class LedgerLines {
  private static final int INDENT = 2;
  private static final int DEEPER = 4;
  private static final int FIELDS = 4;

  private LedgerLines() {}

  /** All changes by group, the first one first, and what has become of each. */
  public static List<Line> list(Items items) {
    List<Line> lines = new ArrayList<>();
    if (items.items().isEmpty() && items.damage().isEmpty()) {
      lines.add(Line.of(INDENT, Role.PLAIN, say("shell.ledger.empty")));
    }
    boolean several = items.items().stream().map(one -> one.group().lab()).distinct().count() > 1;
    int group = 0;
    for (Item item : items.items()) {
      if (item.entry().group() != group) {
        group = item.entry().group();
        lines.add(title(item, several));
      }
      lines.add(line(item));
      effects(item).forEach(note -> lines.add(Line.of(DEEPER + 2, Role.QUIET, note)));
      item.notes().forEach(note -> lines.add(Line.of(DEEPER + 2, Role.QUIET, note)));
    }
    if (!items.where().isEmpty()) {
      lines.add(Line.of(INDENT, Role.QUIET, say("shell.ledger.where", items.where())));
    }
    items.damage().ifPresent(problem -> lines.addAll(ProblemLines.of(problem, INDENT)));
    return lines;
  }

  private static Line title(Item item, boolean several) {
    Line title = Line.of(INDENT, Role.CODE, item.group().name());
    title = several ? title.and(Role.QUIET, "  " + Neutral.line(item.group().lab())) : title;
    return item.cut() ? title.and(Role.UNMET, "  " + say("shell.ledger.cut")) : title;
  }

  private static Line line(Item item) {
    String what = say("ledger.verb." + item.verb(), item.entry().object());
    Line line = Line.of(DEEPER, Role.PLAIN, what);
    List<String> fields = item.fields();
    if (!fields.isEmpty()) {
      String shown = String.join(", ", fields.subList(0, Math.min(FIELDS, fields.size())));
      line = line.and(Role.QUIET, "  " + shown + (fields.size() > FIELDS ? " …" : ""));
    }
    return line.and(Role.QUIET, "  " + state(item.entry())).hanging(DEEPER + 2);
  }

  private static String state(Entry entry) {
    boolean strayed = entry.content().details().get(Entry.STRAYED).isTrue();
    return strayed && !entry.state().over()
        ? say("shell.ledger.strayed")
        : say("shell.ledger.state." + entry.state().word());
  }

  private static String would(Item item) {
    String cluster = item.entry().content().details().get("cluster").text("");
    return cluster.isEmpty()
        ? say("shell.undo.would." + item.verb(), item.entry().object())
        : say("shell.undo.would.cluster", Neutral.line(cluster));
  }

  /** What a tool did. */
  private static List<String> effects(Item item) {
    ToolEffect effect = ToolEffect.of(item.entry());
    List<String> lines = new ArrayList<>();
    if (!effect.created().isEmpty()) {
      lines.add(say("ledger.tool.created", effect.created().size(), names(effect.created())));
    }
    if (!effect.changed().isEmpty()) {
      lines.add(say("ledger.tool.changed", effect.changed().size(), names(effect.changed())));
    }
    if (!effect.gone().isEmpty()) {
      lines.add(say("ledger.tool.deleted", effect.gone().size(), names(effect.gone())));
    }
    return lines;
  }

  private static String names(List<String> objects) {
    return Neutral.line(String.join(", ", objects));
  }

  /** The same of a ledger that may be damaged: then nobody knows whether that is all. */
  public static List<Line> plan(List<Item> plan, Optional<Problem> damage) {
    List<Line> lines = new ArrayList<>();
    if (!plan.isEmpty() || damage.isEmpty()) {
      lines.addAll(plan(plan));
    }
    damage.ifPresent(problem -> lines.addAll(ProblemLines.of(problem, INDENT)));
    return lines;
  }

  private static List<Line> plan(List<Item> plan) {
    if (plan.isEmpty()) {
      return List.of(Line.of(INDENT, Role.PLAIN, say("shell.undo.nothing")));
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.PLAIN, count("shell.undo.plan", plan.size(), plan.size())));
    for (Item item : plan) {
      String would = would(item);
      lines.add(
          Line.of(DEEPER, Role.PLAIN, would)
              .and(Role.QUIET, "  " + item.group().name())
              .hanging(DEEPER + 2));
    }
    lines.add(Line.of(INDENT, Role.QUIET, say("shell.undo.others")));
    return lines;
  }

  /** What came of it. */
  public static List<Line> report(Theme theme, UndoChoice.Undone undone) {
    UndoReport report = undone.report();
    List<Line> lines = new ArrayList<>();
    if (report.equals(UndoReport.NOTHING) && undone.aside().isEmpty()) {
      return List.of(Line.of(INDENT, Role.PLAIN, say("shell.undo.gone")));
    }
    report.done().forEach(one -> lines.add(marked(theme, Mark.MET, one)));
    report.kept().forEach(one -> lines.add(marked(theme, Mark.SKIPPED, one)));
    report.failed().forEach(problem -> lines.addAll(ProblemLines.of(problem, INDENT)));
    undone
        .aside()
        .ifPresent(where -> lines.add(Line.of(INDENT, Role.UNMET, say("ledger.mended", where))));
    return lines;
  }

  static List<Line> done(Theme theme, String what) {
    return List.of(marked(theme, Mark.MET, what));
  }

  private static Line marked(Theme theme, Mark mark, String text) {
    return Line.at(INDENT).and(theme.sign(mark)).and(Role.PLAIN, " " + text).hanging(DEEPER);
  }
}
