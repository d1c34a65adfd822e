package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.query.Tracks;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Banner;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.record.RemainingObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Beginning again, and on another track. */
final class RestartCommands {
  private static final int INDENT = 2;
  private static final int BELOW = 4;

  private RestartCommands() {}

  /** A fresh practice cluster; on any other what is left, for the lab takes nothing away there. */
  static After reset(ShellSession session, CommandWords words) throws InterruptedException {
    LaunchedRun open = session.open();
    if (open.world().fleeting()) {
      if (agreed(session, open.run())) {
        begin(session, open.run().lab().track().id());
      }
      return After.STAY;
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.PLAIN, say("shell.reset.live")).hanging(BELOW));
    List<Step> done = session.doneSteps().of(open.run().lab());
    List<Line> left = RemainingObjects.lines(open, done);
    if (left.isEmpty()) {
      lines.add(Line.of(INDENT, Role.PLAIN, say("shell.reset.nothing")).hanging(BELOW));
    }
    lines.addAll(left);
    session.console().print(lines);
    return After.STAY;
  }

  static After track(ShellSession session, CommandWords words) throws InterruptedException {
    LaunchedRun open = session.open();
    Lab lab = open.run().lab();
    if (words.first().isEmpty()) {
      Answers.print(session, words, Tracks.of(open, words));
      return After.STAY;
    }
    Track wanted = Tracks.named(lab, words.first().get());
    if (wanted.id().equals(lab.track().id())) {
      session.say(Role.PLAIN, say("shell.track.already", wanted.id()));
    } else if (!open.world().fleeting()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("shell.track.live", open.banner().context()),
              "egresstls-lab --track " + wanted.id(),
              say("shell.track.practice", "egresstls-lab --practice --track " + wanted.id()))
          .failure();
    } else if (agreed(session, open.run())) {
      begin(session, wanted.id());
    }
    return After.STAY;
  }

  /** Nobody loses what they have come to without being asked. */
  private static boolean agreed(ShellSession session, LabRun run) throws InterruptedException {
    if (run.session().held() == 0 || !session.console().attended()) {
      return true;
    }
    if (session.user().agrees(say("shell.reset.question"))) {
      return true;
    }
    session.say(Role.PLAIN, say("shell.reset.kept"));
    return false;
  }

  private static void begin(ShellSession session, String track) throws InterruptedException {
    session.move(session.launch().anew(Optional.of(track)));
    session.journal().note(Instant.now(), say("shell.reset.begun", track));
    List<Line> lines = new ArrayList<>(Banner.of(session.banner(), session.console().columns()));
    lines.addAll(
        Banner.row(session.console().theme(), session.banner(), session.run().session().states()));
    session.console().print(lines);
    session.console().promptChanged();
  }
}
