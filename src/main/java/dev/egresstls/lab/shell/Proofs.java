package dev.egresstls.lab.shell;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.seen.proof.Proof;
import dev.egresstls.lab.render.route.ProofLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.Command.After;
import dev.egresstls.lab.trace.ProofDocument;
import dev.egresstls.lab.value.Json;
import java.util.ArrayList;
import java.util.List;

/** The command that shows which way a request went. */
final class Proofs {
  private Proofs() {}

  static After proof(Lesson lesson, String argument) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(argument.split("\\s+")));
    words.remove("");
    boolean again = words.remove("again");
    boolean json = words.equals(List.of("-o", "json"));
    if (!json && !words.isEmpty() && !words.equals(List.of("-o", "table"))) {
      throw Problem.of(
              Problem.Kind.USAGE,
              "proof does not know \"" + String.join(" ", words) + "\"",
              "proof, proof again, proof -o json")
          .failure();
    }
    LabRun run = lesson.run();
    Proof proof = run.proof().isPresent() && !again ? run.proof().get() : run.prove();
    lesson
        .desk()
        .print(json ? code(proof) : ProofLines.of(proof, lesson.desk().theme(), columns(lesson)));
    return After.STAY;
  }

  private static int columns(Lesson lesson) {
    return lesson.desk().columns();
  }

  private static List<Line> code(Proof proof) {
    return Json.pretty(ProofDocument.of(proof)).lines().map(row -> Line.code(0, row)).toList();
  }
}
