package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.Lesson;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.desk.Desk;
import dev.egresstls.lab.shell.objects.Logs;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.typed.Flag;
import dev.egresstls.lab.shell.typed.PromptWords;
import java.util.List;

/**
 * The command {@code logs}: what was logged, or with {@code -f} also what is logged from now on.
 */
final class Following {
  private Following() {}

  static After logs(Lesson lesson, PromptWords words) throws InterruptedException {
    Desk desk = lesson.desk();
    Opened open = lesson.open();
    if (!words.has(Flag.FOLLOW)) {
      desk.print(Logs.of(open, desk.columns(), words));
      return After.STAY;
    }
    Logs.follow(open, words, desk::print);
    desk.print(List.of(Line.of(2, Role.QUIET, say("shell.logs.ended"))));
    return After.STAY;
  }
}
