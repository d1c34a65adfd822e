package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.shell.RunningChallenge;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a line does while a challenge is running. Commands that look are counted. Those that would
 * give the answer away are locked until they are asked for twice, and a hint comes first. Those
 * with which the lab would change the cluster are refused, {@code fix} among them: the repair is
 * the learner's, and the ledger must hold nothing but what was broken.
 */
public final class DuringChallenge {
  private static final Set<String> CHECKS = Set.of("next", "check");
  private static final Set<String> CHANGES =
      Set.of("run", "skip", "back", "goto", "undo", "fix", "try", "refresh", "reset");

  /** Each of them names the object, or all of its fields. */
  private static final Set<String> ANSWERS = Set.of("why", "diff", "ledger");

  private DuringChallenge() {}

  /** Does what was typed, as a challenge allows it. */
  public static After obey(ShellSession session, CommandFinder.Typed typed)
      throws InterruptedException {
    Optional<RunningChallenge> running = session.challenge();
    if (running.isEmpty()) {
      return typed.command().doIt(session, typed.argument());
    }
    After after = obey(session, typed, running.get());
    if (after == After.STAY
        && session.challenge().equals(running)
        && running.get().challenge().stale()) {
      ChallengeCommands.judge(session, running.get());
    }
    return after;
  }

  private static After obey(
      ShellSession session, CommandFinder.Typed typed, RunningChallenge running)
      throws InterruptedException {
    String name = typed.command().name();
    if (CHECKS.contains(name)) {
      running.looked();
      ChallengeCommands.judge(session, running);
    } else if (CHANGES.contains(name) || name.equals("track") && !typed.argument().isEmpty()) {
      refuse(session, name);
    } else if (name.equals("hint")) {
      ChallengeCommands.hint(session, running);
    } else if (name.equals("status")) {
      ChallengeCommands.status(session, running);
    } else if (ANSWERS.contains(name) && !running.unlocks()) {
      lock(session, running, name);
    } else {
      if (looks(typed.command())) {
        running.looked();
      }
      return typed.command().doIt(session, typed.argument());
    }
    return After.STAY;
  }

  private static boolean looks(Command command) {
    return command.group() == CommandGroup.WAY || command.group() == CommandGroup.CLUSTER;
  }

  private static void refuse(ShellSession session, String name) {
    session
        .console()
        .print(
            List.of(
                Line.at(2)
                    .say(
                        "shell.challenge.refused",
                        new Span(Role.CODE, name),
                        new Span(Role.CODE, ChallengeCommands.GIVE_UP))
                    .hanging(4)));
  }

  private static void lock(ShellSession session, RunningChallenge running, String name) {
    session
        .console()
        .print(List.of(Line.of(2, Role.PLAIN, say("shell.challenge.locked", name)).hanging(4)));
    ChallengeCommands.hint(session, running);
  }
}
