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

  static After why(ShellSession session, CommandWords words) throws InterruptedException {
    // During a challenge nothing is watched, so nothing is known of what was broken.
    CauseQuery query =
        session.challenge().isPresent()
            ? CauseQuery.checking(session.run(), words.first())
            : CauseQuery.known(session.run(), words.first());
    tell(session, words, query);
    return After.STAY;
  }

  private static void tell(ShellSession session, CommandWords words, CauseQuery query)
      throws InterruptedException {
    session.named(query.first().map(cause -> new ShellSession.Named(query.number(), cause.id())));
    Answers.print(session, words, query.answer(session.open(), words.has(Flag.EVERY_CAUSE)));
  }

  static After fix(ShellSession session, CommandWords words) throws InterruptedException {
    LabRun run = session.run();
    Optional<ShellSession.Named> named = session.named();
    Optional<String> step = named.map(one -> String.valueOf(one.number()));
    CauseQuery query = CauseQuery.known(run, step);
    if (query.number() == 0) {
      session.say(Role.PLAIN, say("shell.fix.nothing"));
      return After.STAY;
    }
    Optional<TrueCause> cause =
        named.isPresent()
            ? query.found().flatMap(one -> one.cause(named.get().cause()))
            : query.first();
    if (cause.isEmpty()) {
      session.say(Role.PLAIN, say("shell.fix.no-longer"));
      tell(session, words, query);
      return After.STAY;
    }
    CauseFix fix = new CauseFix(session.open(), query.number(), cause.get());
    fix.agree(session.user(), false);
    session.named(Optional.empty());
    fix.run();
    return After.STAY;
  }
}
