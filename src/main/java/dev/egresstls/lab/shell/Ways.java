package dev.egresstls.lab.shell;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.seen.proof.Proof;
import dev.egresstls.lab.render.route.ProofLines;
import dev.egresstls.lab.render.route.RouteLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.Command.After;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.trace.LiveTracer;
import dev.egresstls.lab.shell.trace.TraceWords;
import dev.egresstls.lab.trace.Answer;
import dev.egresstls.lab.trace.ProofDocument;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
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
    lesson.desk().print(words.json() ? code(answer.document()) : lines.of(answer, words.verbose()));
    return After.STAY;
  }

  /** Both ways of the last request; of a new one for {@code again}, or if there was none. */
  static After proof(Lesson lesson, String argument) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(argument.split("\\s+")));
    words.remove("");
    boolean again = words.remove("again");
    boolean json = words.equals(List.of("-o", "json"));
    if (!json && !words.isEmpty() && !words.equals(List.of("-o", "table"))) {
      String what = "proof does not know \"" + String.join(" ", words) + "\"";
      throw Problem.of(Problem.Kind.USAGE, what, "proof, proof again, proof -o json").failure();
    }
    Proof proof = lesson.run().proof(again);
    lesson
        .desk()
        .print(
            json
                ? code(ProofDocument.of(proof))
                : ProofLines.of(proof, lesson.desk().theme(), lesson.desk().columns()));
    return After.STAY;
  }

  private static List<Line> code(Tree document) {
    return Json.pretty(document).lines().map(row -> Line.code(0, row)).toList();
  }
}
