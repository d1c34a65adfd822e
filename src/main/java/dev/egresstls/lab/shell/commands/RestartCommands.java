package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.InstalledVersions;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Track;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Banner;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.record.RemainingObjects;
import dev.egresstls.lab.value.Spelling;
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
  static After reset(ShellSession lesson, CommandWords words) throws InterruptedException {
    LaunchedRun open = lesson.open();
    if (open.world().fleeting()) {
      if (agreed(lesson, open.run())) {
        begin(lesson, open.run().lab().track().id());
      }
      return After.STAY;
    }
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(INDENT, Role.PLAIN, say("shell.reset.live")).hanging(BELOW));
    List<Step> done = lesson.doneSteps().of(open.run().lab());
    List<Line> left = RemainingObjects.lines(open, done);
    if (left.isEmpty()) {
      lines.add(Line.of(INDENT, Role.PLAIN, say("shell.reset.nothing")).hanging(BELOW));
    }
    lines.addAll(left);
    lesson.console().print(lines);
    return After.STAY;
  }

  static After track(ShellSession lesson, CommandWords words) throws InterruptedException {
    LaunchedRun open = lesson.open();
    Lab lab = open.run().lab();
    if (words.first().isEmpty()) {
      lesson.console().print(tracks(lesson, open));
      return After.STAY;
    }
    Track wanted = lab.track(words.first().get()).orElseThrow(() -> none(lab, words.first().get()));
    if (wanted.id().equals(lab.track().id())) {
      lesson.say(Role.PLAIN, say("shell.track.already", wanted.id()));
    } else if (!open.world().fleeting()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("shell.track.live", open.banner().context()),
              "egresstls-lab --track " + wanted.id(),
              say("shell.track.practice", "egresstls-lab --practice --track " + wanted.id()))
          .failure();
    } else if (agreed(lesson, open.run())) {
      begin(lesson, wanted.id());
    }
    return After.STAY;
  }

  private static RuntimeException none(Lab lab, String typed) {
    List<String> ids = lab.tracks().stream().map(Track::id).toList();
    return Problem.of(
            Problem.Kind.USAGE,
            say("shell.track.none", typed) + Spelling.hint(typed, ids),
            say("shell.track.one-of", String.join(", ", ids)))
        .failure();
  }

  private static List<Line> tracks(ShellSession lesson, LaunchedRun open) {
    Lab lab = open.run().lab();
    Optional<String> istio = open.world().cluster().flatMap(InstalledVersions::istio);
    List<Line> lines = new ArrayList<>();
    for (Track track : lab.tracks()) {
      boolean here = track.id().equals(lab.track().id());
      lines.add(
          Line.at(INDENT)
              .and(lesson.console().theme().sign(here ? Mark.MET : Mark.TODO))
              .and(Role.CODE, " " + track.id())
              .and(Role.PLAIN, "  " + track.title())
              .and(Role.QUIET, " · Istio " + track.istio())
              .hanging(BELOW));
      if (here) {
        lines.add(below(say("shell.track.here", lesson.launch().trackBecause())));
      }
      istio
          .filter(track::isFor)
          .ifPresent(version -> lines.add(below(say("shell.track.fits", version))));
    }
    String what = open.world().fleeting() ? say("shell.track.type") : say("shell.track.decides");
    lines.add(Line.of(INDENT, Role.QUIET, what).hanging(BELOW));
    return lines;
  }

  private static Line below(String text) {
    return Line.of(BELOW, Role.PLAIN, text).hanging(BELOW);
  }

  /** Nobody loses what they have come to without being asked. */
  private static boolean agreed(ShellSession lesson, LabRun run) throws InterruptedException {
    if (run.session().held() == 0 || !lesson.console().attended()) {
      return true;
    }
    if (lesson.user().agrees(say("shell.reset.question"))) {
      return true;
    }
    lesson.say(Role.PLAIN, say("shell.reset.kept"));
    return false;
  }

  private static void begin(ShellSession lesson, String track) throws InterruptedException {
    lesson.move(lesson.launch().anew(Optional.of(track)));
    lesson.journal().note(Instant.now(), say("shell.reset.begun", track));
    List<Line> lines = new ArrayList<>(Banner.of(lesson.banner(), lesson.console().columns()));
    lines.addAll(
        Banner.row(lesson.console().theme(), lesson.banner(), lesson.run().session().states()));
    lesson.console().print(lines);
    lesson.console().promptChanged();
  }
}
