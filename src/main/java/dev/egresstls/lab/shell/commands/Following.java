package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.objects.PodLogs;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.util.List;

/**
 * The command {@code logs}: what was logged, or with {@code -f} also what is logged from now on.
 */
final class Following {
  private Following() {}

  static After logs(ShellSession session, CommandWords words) throws InterruptedException {
    Console console = session.console();
    LaunchedRun open = session.open();
    if (!words.has(Flag.FOLLOW)) {
      Answers.print(session, words, PodLogs.of(open, words));
      return After.STAY;
    }
    PodLogs.follow(open, words, console::print);
    console.print(List.of(Line.of(2, Role.QUIET, say("shell.logs.ended"))));
    return After.STAY;
  }
}
