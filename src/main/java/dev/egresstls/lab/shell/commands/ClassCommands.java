package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.classroom.Seat;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.value.Json;
import java.util.ArrayList;
import java.util.List;

/** The commands of a learner in a class. */
final class ClassCommands {
  private static final int INDENT = 2;

  private ClassCommands() {}

  private static Seat seat(ShellSession session) throws InterruptedException {
    return session
        .open()
        .seat()
        .orElseThrow(
            () -> Problem.of(Problem.Kind.PRECONDITION, say("shell.class.none")).failure());
  }

  /** Shows what the trainer sees, or stops it. */
  static After progress(ShellSession session, CommandWords words) throws InterruptedException {
    Seat seat = seat(session);
    String what = words.first().orElse("show");
    if (what.equals("show")) {
      show(session, seat);
    } else {
      seat.silence(what.equals("off"));
      session.say(Role.PLAIN, say("shell.class.progress-" + what));
    }
    return After.STAY;
  }

  private static void show(ShellSession session, Seat seat) throws InterruptedException {
    List<Line> lines = new ArrayList<>();
    Json.pretty(seat.shown()).lines().forEach(line -> lines.add(Line.code(INDENT, line)));
    String where =
        seat.silent()
            ? say("shell.class.silent")
            : say("shell.class.written", seat.enrolment().namespace());
    lines.add(Line.of(INDENT, Role.PLAIN, where).hanging(INDENT));
    session.console().page(columns -> lines);
  }

  /** Puts a hand up, or takes it down. */
  static After raise(ShellSession session, CommandWords words) throws InterruptedException {
    Seat seat = seat(session);
    if (seat.silent()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("shell.class.hand-silent"),
              say("shell.class.hand-silent.try"))
          .failure();
    }
    boolean up = words.first().isEmpty();
    seat.raise(up);
    session.say(Role.PLAIN, up ? say("shell.class.hand-up") : say("shell.class.hand-down"));
    return After.STAY;
  }
}
