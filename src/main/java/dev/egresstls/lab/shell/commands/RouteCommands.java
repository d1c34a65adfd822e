package dev.egresstls.lab.shell.commands;

import dev.egresstls.lab.app.grammar.CommandWords;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.query.LiveTracer;
import dev.egresstls.lab.app.query.Queries;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.trace.TraceAnswer;
import java.util.List;

/** The commands about the way of a packet. */
final class RouteCommands {
  private RouteCommands() {}

  static After trace(ShellSession session, CommandWords words) throws InterruptedException {
    TraceWords asked = TraceWords.of(words);
    LaunchedRun open = session.open();
    LiveTracer tracer = new LiveTracer(open.world(), open.run(), asked.question(), List.of());
    TraceAnswer answer = TraceAnswer.to(asked.question(), tracer);
    Answers.print(session, words, Queries.trace(answer, asked.verbose()));
    return After.STAY;
  }

  /** Both ways of the last request; of a new one for {@code again}, or if there was none. */
  static After proof(ShellSession session, CommandWords words) throws InterruptedException {
    Answers.print(session, words, Queries.proof(session.run(), words.first().isPresent()));
    return After.STAY;
  }
}
