package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.complete.Flag;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.console.Console;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.shell.objects.PodLogs;
import java.util.List;

/**
 * The command {@code logs}: what was logged, or with {@code -f} also what is logged from now on.
 */
final class Following {
  private Following() {}

  static After logs(ShellSession lesson, PromptWords words) throws InterruptedException {
    Console console = lesson.console();
    LaunchedRun open = lesson.open();
    if (!words.has(Flag.FOLLOW)) {
      console.print(PodLogs.of(open, console.columns(), words));
      return After.STAY;
    }
    PodLogs.follow(open, words, console::print);
    console.print(List.of(Line.of(2, Role.QUIET, say("shell.logs.ended"))));
    return After.STAY;
  }
}
