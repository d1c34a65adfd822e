package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.Consent;
import dev.egresstls.lab.app.change.Readiness;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.experiment.Challenge;
import dev.egresstls.lab.experiment.ChallengeLevel;
import dev.egresstls.lab.experiment.FaultChoice;
import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.Durations;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Mark;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.session.ChallengeResult;
import dev.egresstls.lab.shell.RunningChallenge;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The command {@code challenge}: begins one, says how it stands, ends it. */
public final class ChallengeCommands {
  private static final String STOP = "stop";

  /** What gives up. */
  static final String GIVE_UP = String.join(" ", "challenge", STOP);

  private static final int INDENT = 2;
  private static final int BELOW = 4;
  private static final int PROSE = 5;
  private static final long SEEDS = 10_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private ChallengeCommands() {}

  static After challenge(ShellSession session, CommandWords words) throws InterruptedException {
    Optional<String> word = words.first();
    Optional<RunningChallenge> running = session.challenge();
    if (word.equals(Optional.of(STOP))) {
      if (running.isEmpty()) {
        session.say(Role.PLAIN, say("shell.challenge.none"));
      }
      leave(session);
    } else if (running.isEmpty()) {
      begin(session, level(word), seed(words));
    } else if (word.isEmpty()) {
      status(session, running.get());
    } else {
      session.say(Role.PLAIN, say("shell.challenge.one"));
    }
    return After.STAY;
  }

  private static ChallengeLevel level(Optional<String> word) {
    return word.map(one -> one.equals(ChallengeLevel.HARD.word())).orElse(false)
        ? ChallengeLevel.HARD
        : ChallengeLevel.EASY;
  }

  private static long seed(CommandWords words) {
    return words
        .option(Flag.SEED)
        .map(ChallengeCommands::seed)
        .orElseGet(() -> ThreadLocalRandom.current().nextLong(SEEDS));
  }

  private static long seed(String typed) {
    if (typed.matches("\\d{1,18}")) {
      return Long.parseLong(typed);
    }
    throw Problem.of(Problem.Kind.USAGE, say("shell.challenge.seed", typed)).failure();
  }

  private static void begin(ShellSession session, ChallengeLevel level, long seed)
      throws InterruptedException {
    LaunchedRun open = session.open();
    List<List<Fault>> choices = new FaultChoice(open.run()).all(level, seed);
    Consent.require(open, session.user(), () -> Readiness.beforeChallenge(open, choices));
    session.console().flash(Line.of(INDENT, Role.QUIET, say("shell.challenge.breaking")));
    Challenge challenge = Challenge.begin(open.run(), level, seed, choices);
    RunningChallenge running = new RunningChallenge(challenge, Instant.now());
    session.challenge(Optional.of(running));
    session.console().promptChanged();
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(INDENT, Role.TITLE, say("shell.challenge.begun." + level.word()))
            .and(Role.QUIET, say("shell.challenge.seeded", seed))
            .hanging(BELOW));
    lines.add(symptom(running));
    lines.add(
        Line.at(INDENT)
            .say("shell.challenge.how", code("kubectl"), code("trace"), code("proof"))
            .hanging(BELOW));
    lines.add(
        Line.at(INDENT).say("shell.challenge.ways", code("hint"), code(GIVE_UP)).hanging(BELOW));
    if (!KnownTools.OF_THIS_PROCESS.isFound("kubectl")) {
      lines.add(Line.of(INDENT, Role.WARNING, say("shell.challenge.no-kubectl")).hanging(BELOW));
    }
    session.console().print(lines);
  }

  private static Span code(String text) {
    return new Span(Role.CODE, text);
  }

  private static Line symptom(RunningChallenge running) {
    String since = TIME.format(running.began());
    return Line.of(INDENT, Role.STRESS, running.challenge().symptom().text())
        .and(Role.PLAIN, " " + say("shell.challenge.since", since))
        .hanging(BELOW);
  }

  /** How the challenge stands, as far as the learner may know. */
  static void status(ShellSession session, RunningChallenge running) {
    Challenge challenge = running.challenge();
    ChallengeResult now = running.result(false, Instant.now());
    session
        .console()
        .print(
            List.of(
                Line.of(
                        INDENT,
                        Role.TITLE,
                        say("shell.challenge.status", challenge.level().word(), challenge.seed()))
                    .and(Role.QUIET, " · " + counts(now))
                    .hanging(BELOW),
                symptom(running)));
  }

  private static String counts(ChallengeResult result) {
    return String.join(
        " · ",
        Durations.text(result.time()),
        count("shell.challenge.hints", result.hints(), result.hints()),
        count("shell.challenge.looks", result.looks(), result.looks()));
  }

  /** Shows the next hint. */
  static void hint(ShellSession session, RunningChallenge running) {
    Optional<String> hint = running.hint();
    if (hint.isEmpty()) {
      session.console().print(List.of(Line.at(INDENT).say("shell.challenge.no-hint", code("why"))));
      return;
    }
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.of(
            INDENT,
            Role.TITLE,
            say("shell.hint.which", running.shown(), running.challenge().hints().size())));
    lines.addAll(Prose.lines(hint.get(), PROSE, session.console().columns()));
    session.console().print(lines);
  }

  /** Has the checks judge; ends the challenge if all steps hold. */
  static void judge(ShellSession session, RunningChallenge running) throws InterruptedException {
    Challenge.Judgement now = running.challenge().judge();
    session.console().promptChanged();
    if (!now.solved()) {
      String text = say("shell.challenge.open", now.symptom().text(), now.holding(), now.total());
      session.console().print(List.of(marked(session, Mark.UNMET, text)));
      return;
    }
    String text = say("shell.challenge.fixed", now.symptom().text(), now.total());
    session.console().print(List.of(marked(session, Mark.MET, text)));
    end(session, running, true);
  }

  private static Line marked(ShellSession session, Mark mark, String text) {
    return Line.at(INDENT)
        .and(session.console().theme().sign(mark))
        .and(Role.PLAIN, " " + text)
        .hanging(BELOW);
  }

  /** Gives up a challenge if there is one: shows the answer, and restores everything. */
  public static void leave(ShellSession session) {
    session.challenge().ifPresent(running -> end(session, running, false));
  }

  /** A signal may end it while the prompt does: whoever comes second waits until it is restored. */
  private static void end(ShellSession session, RunningChallenge running, boolean solved) {
    synchronized (running) {
      if (!session.challenge().equals(Optional.of(running))) {
        return;
      }
      ChallengeResult result = running.result(solved, Instant.now());
      session.challenged(result);
      try {
        // A terminal that is gone keeps nothing from being restored.
        session.console().print(answer(session, running.challenge()));
      } finally {
        restore(session, running);
      }
      String how = solved ? say("shell.challenge.solved") : say("shell.challenge.given-up");
      session.console().print(List.of(Line.of(INDENT, Role.TITLE, how + " · " + counts(result))));
      session.console().promptChanged();
    }
  }

  private static void restore(ShellSession session, RunningChallenge running) {
    try {
      running.challenge().end();
    } finally {
      session.challenge(Optional.empty());
    }
  }

  private static List<Line> answer(ShellSession session, Challenge challenge) {
    List<Line> lines = new ArrayList<>();
    for (Fault fault : challenge.faults()) {
      String title = session.runNow().orElseThrow().vars().show(fault.title());
      lines.add(
          Line.of(INDENT, Role.PLAIN, say("shell.challenge.was") + " ")
              .and(Role.STRESS, title)
              .hanging(BELOW));
    }
    challenge.changes().forEach(one -> lines.add(Line.of(BELOW, Role.QUIET, one).hanging(BELOW)));
    challenge.faults().stream()
        .flatMap(fault -> fault.whatIf().stream())
        .map(id -> Line.at(BELOW).say("shell.challenge.try", code("try " + id)))
        .forEach(lines::add);
    return lines;
  }
}
