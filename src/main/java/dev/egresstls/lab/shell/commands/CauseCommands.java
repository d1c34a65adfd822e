package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.change.CauseFix;
import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.query.CauseQuery;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import java.util.Optional;

/** Says why a step fails, and fixes it. */
final class CauseCommands {
  private CauseCommands() {}

  static After why(ShellSession lesson, CommandWords words) throws InterruptedException {
    tell(lesson, words, CauseQuery.known(lesson.run(), words.first()));
    return After.STAY;
  }

  private static void tell(ShellSession lesson, CommandWords words, CauseQuery query)
      throws InterruptedException {
    lesson.named(query.first().map(cause -> new ShellSession.Named(query.number(), cause.id())));
    Answers.print(lesson, words, query.answer(lesson.open(), words.has(Flag.EVERY_CAUSE)));
  }

  static After fix(ShellSession lesson, CommandWords words) throws InterruptedException {
    LabRun run = lesson.run();
    Optional<ShellSession.Named> named = lesson.named();
    Optional<String> step = named.map(one -> String.valueOf(one.number()));
    CauseQuery query = CauseQuery.known(run, step);
    if (query.number() == 0) {
      lesson.say(Role.PLAIN, say("shell.fix.nothing"));
      return After.STAY;
    }
    Optional<TrueCause> cause =
        named.isPresent()
            ? query.found().flatMap(one -> one.cause(named.get().cause()))
            : query.first();
    if (cause.isEmpty()) {
      lesson.say(Role.PLAIN, say("shell.fix.no-longer"));
      tell(lesson, words, query);
      return After.STAY;
    }
    CauseFix fix = new CauseFix(lesson.open(), query.number(), cause.get());
    fix.agree(lesson.user(), false);
    lesson.named(Optional.empty());
    fix.run();
    return After.STAY;
  }
}
