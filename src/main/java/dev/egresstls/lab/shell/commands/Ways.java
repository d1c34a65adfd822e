package dev.egresstls.lab.shell.commands;

import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.mesh.seen.proof.Proof;
import dev.egresstls.lab.render.DriftProofLines;
import dev.egresstls.lab.render.route.ProofLines;
import dev.egresstls.lab.render.route.RouteLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.Lesson;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.trace.LiveTracer;
import dev.egresstls.lab.shell.trace.TraceWords;
import dev.egresstls.lab.shell.typed.PromptWords;
import dev.egresstls.lab.trace.Answer;
import dev.egresstls.lab.trace.ProofDocument;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The commands about the way of a packet. */
final class Ways {
  private Ways() {}

  static After trace(Lesson lesson, PromptWords words) throws InterruptedException {
    TraceWords asked = TraceWords.of(words);
    Opened open = lesson.open();
    LiveTracer tracer = new LiveTracer(open.world(), open.run(), asked.question(), List.of());
    Answer answer = Answer.to(asked.question(), tracer);
    RouteLines lines = new RouteLines(lesson.desk().theme(), lesson.desk().columns());
    lesson.desk().print(asked.json() ? code(answer.document()) : lines.of(answer, asked.verbose()));
    return After.STAY;
  }

  /** Both ways of the last request; of a new one for {@code again}, or if there was none. */
  static After proof(Lesson lesson, PromptWords words) throws InterruptedException {
    boolean json = words.format().filter("json"::equals).isPresent();
    Proof proof = lesson.run().proof(words.first().isPresent());
    lesson
        .desk()
        .print(
            json
                ? code(ProofDocument.of(proof))
                : ProofLines.of(proof, lesson.desk().theme(), lesson.desk().columns()));
    return After.STAY;
  }

  /** How the cluster differs from what it was before the lab's first change. */
  static After drift(Lesson lesson, PromptWords words) throws InterruptedException {
    DriftProof proof = lesson.open().run().baseline().compare();
    boolean json = words.format().filter("json"::equals).isPresent();
    lesson.desk().print(json ? code(DriftProofLines.document(proof)) : DriftProofLines.of(proof));
    return After.STAY;
  }

  private static List<Line> code(Tree document) {
    return Json.pretty(document).lines().map(row -> Line.code(0, row)).toList();
  }
}
