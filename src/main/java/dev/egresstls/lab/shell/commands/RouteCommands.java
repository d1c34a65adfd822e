package dev.egresstls.lab.shell.commands;

import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.mesh.seen.proof.Proof;
import dev.egresstls.lab.render.DriftProofLines;
import dev.egresstls.lab.render.ProofLines;
import dev.egresstls.lab.render.RouteLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.shell.whatif.LiveTracer;
import dev.egresstls.lab.shell.whatif.TraceWords;
import dev.egresstls.lab.trace.ProofDocument;
import dev.egresstls.lab.trace.TraceAnswer;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The commands about the way of a packet. */
final class RouteCommands {
  private RouteCommands() {}

  static After trace(ShellSession lesson, PromptWords words) throws InterruptedException {
    TraceWords asked = TraceWords.of(words);
    LaunchedRun open = lesson.open();
    LiveTracer tracer = new LiveTracer(open.world(), open.run(), asked.question(), List.of());
    TraceAnswer answer = TraceAnswer.to(asked.question(), tracer);
    RouteLines lines = new RouteLines(lesson.console().theme(), lesson.console().columns());
    lesson
        .console()
        .print(asked.json() ? code(answer.document()) : lines.of(answer, asked.verbose()));
    return After.STAY;
  }

  /** Both ways of the last request; of a new one for {@code again}, or if there was none. */
  static After proof(ShellSession lesson, PromptWords words) throws InterruptedException {
    boolean json = words.format().filter("json"::equals).isPresent();
    Proof proof = lesson.run().proof(words.first().isPresent());
    lesson
        .console()
        .print(
            json
                ? code(ProofDocument.of(proof))
                : ProofLines.of(proof, lesson.console().theme(), lesson.console().columns()));
    return After.STAY;
  }

  /** How the cluster differs from what it was before the lab's first change. */
  static After drift(ShellSession lesson, PromptWords words) throws InterruptedException {
    DriftProof proof = lesson.open().run().baseline().compare();
    boolean json = words.format().filter("json"::equals).isPresent();
    lesson
        .console()
        .print(json ? code(DriftProofLines.document(proof)) : DriftProofLines.of(proof));
    return After.STAY;
  }

  private static List<Line> code(Tree document) {
    return Json.pretty(document).lines().map(row -> Line.code(0, row)).toList();
  }
}
