package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.session.Session;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.record.RecordedText;
import dev.egresstls.lab.shell.record.SessionLog;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The command {@code log}: what happened in this session. */
final class Logbook {
  private static final int INDENT = 2;
  private static final int SECOND = 12;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private Logbook() {}

  static After log(ShellSession session, CommandWords words) {
    Theme theme = session.console().theme();
    List<Line> lines = new ArrayList<>();
    session.journal().entries().forEach(entry -> lines.add(line(entry, theme)));
    lines.addAll(hints(session));
    lines.add(recording(session));
    session.console().print(lines);
    return After.STAY;
  }

  private static Line line(SessionLog.Entry entry, Theme theme) {
    Line line = Line.of(INDENT, Role.QUIET, TIME.format(entry.at())).to(SECOND);
    if (entry.mark().isPresent()) {
      Mark mark = entry.mark().get();
      return line.and(theme.sign(mark)).and(Role.PLAIN, " " + entry.what()).hanging(SECOND + 2);
    }
    return line.and(Role.PLAIN, entry.what()).hanging(SECOND + 2);
  }

  /** How many hints were shown, in this session and before; nothing if none was. */
  static List<Line> hints(ShellSession session) {
    List<Line> lines = new ArrayList<>();
    int now = session.runNow().map(run -> sum(run.session())).orElse(0);
    int earlier = session.kept().map(RecordedText::earlierHints).orElse(0);
    if (now > 0) {
      lines.add(Line.of(INDENT, Role.QUIET, count("shell.log.hints", now, now)));
    }
    if (earlier > 0) {
      lines.add(Line.of(INDENT, Role.QUIET, count("shell.log.earlier", earlier, earlier)));
    }
    return lines;
  }

  private static int sum(Session position) {
    return position.hints().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Where the recording is, or why there is none. */
  private static Line recording(ShellSession session) {
    return session
        .recording()
        .map(file -> quiet(say("shell.log.recording", file)).whole())
        .orElseGet(() -> quiet(say("shell.log.unwritten", session.notRecorded().orElse(""))));
  }

  private static Line quiet(String text) {
    return Line.of(INDENT, Role.QUIET, text).hanging(INDENT + 2);
  }
}
