package dev.egresstls.lab.shell;

import dev.egresstls.lab.render.route.RouteLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.Command.After;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.trace.LiveTracer;
import dev.egresstls.lab.shell.trace.TraceWords;
import dev.egresstls.lab.trace.Answer;
import dev.egresstls.lab.value.Json;
import java.util.List;

/** The commands about the way of a packet. */
final class Ways {
  private Ways() {}

  static After trace(Lesson lesson, String argument) throws InterruptedException {
    TraceWords words = TraceWords.of(argument);
    Opened open = lesson.open();
    LiveTracer tracer = new LiveTracer(open.world(), open.run(), words.question(), List.of());
    Answer answer = Answer.to(words.question(), tracer);
    RouteLines lines = new RouteLines(lesson.desk().theme(), lesson.desk().columns());
    lesson
        .desk()
        .print(
            words.json()
                ? Json.pretty(answer.document()).lines().map(row -> Line.code(0, row)).toList()
                : lines.of(answer, words.verbose()));
    return After.STAY;
  }
}
