package dev.egresstls.lab.shell.commands;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.classroom.Seat;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a line does once the trainer has removed the class: what needs the learner's namespace is
 * answered with one sentence in the place of one error after the other.
 */
public final class AfterClass {
  /** What works without the class. */
  private static final Set<String> FREE =
      Set.of(
          "show",
          "hint",
          "quiz",
          "vars",
          "clusters",
          "!",
          "sh",
          "track",
          "set",
          "reset",
          "log",
          "report",
          "clear",
          "help",
          "quit");

  private AfterClass() {}

  /** Whether a command is refused because nothing can be done in the namespace; says why then. */
  public static boolean refuses(ShellSession session, CommandFinder.Typed typed) {
    Optional<String> obstacle =
        FREE.contains(typed.command().name())
            ? Optional.empty()
            : session.openNow().flatMap(LaunchedRun::seat).flatMap(Seat::obstacle);
    obstacle.ifPresent(
        sentence ->
            session.console().print(List.of(Line.of(2, Role.WARNING, sentence).hanging(2))));
    return obstacle.isPresent();
  }

  /** Whether the class has ended; says so unless that was said before. */
  public static boolean is(ShellSession session) {
    return session.openNow().flatMap(LaunchedRun::seat).filter(Seat::over).isPresent();
  }
}
