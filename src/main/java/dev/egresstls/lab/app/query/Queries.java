package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.change.LedgerLines;
import dev.egresstls.lab.app.change.Readiness;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.doctor.ContextsDocument;
import dev.egresstls.lab.doctor.Doctor;
import dev.egresstls.lab.doctor.DoctorDocument;
import dev.egresstls.lab.doctor.DoctorLines;
import dev.egresstls.lab.doctor.HealthReport;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.drift.Drift;
import dev.egresstls.lab.engine.drift.DriftLook;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.Items;
import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.render.ContextLines;
import dev.egresstls.lab.render.DriftLines;
import dev.egresstls.lab.render.DriftProofLines;
import dev.egresstls.lab.render.ProofLines;
import dev.egresstls.lab.render.RouteLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.trace.Picture;
import dev.egresstls.lab.trace.ProofDocument;
import dev.egresstls.lab.trace.TraceAnswer;
import dev.egresstls.lab.trace.Traced;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.ContextLook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be asked of an open cluster, or of the machine; nothing is changed by it. */
public final class Queries {
  private Queries() {}

  /** The slice's addresses compared with DNS: exit code 1 if they differ, 3 if no DNS answers. */
  public static Answer dns(LaunchedRun opened) throws InterruptedException {
    Drift drift = new DriftLook(opened.run(), opened.world()).look();
    boolean none = drift.reference().isEmpty();
    int code = none ? Problem.Kind.PRECONDITION.exitCode() : drift.drifted() ? 1 : 0;
    return Answer.of(
            (theme, columns) -> DriftLines.of(theme, drift),
            () -> new DriftDocument(opened.banner(), drift, code).tree())
        .exiting(code);
  }

  /** How the cluster differs from what it was before the lab: exit code 1 if it does. */
  public static Answer drift(LaunchedRun opened) throws InterruptedException {
    if (opened.world().fleeting()) {
      throw Problem.of(
              Problem.Kind.PRECONDITION,
              say("shell.drift.practice"),
              say("shell.drift.practice.try"))
          .failure();
    }
    DriftProof proof = opened.run().baseline().compare();
    return Answer.of(DriftProofLines.of(proof), () -> DriftProofLines.document(proof))
        .exiting(proof.none() ? 0 : 1);
  }

  /** What the lab has changed: exit code 3 if the ledger is damaged. */
  public static Answer ledger(LabRun run) {
    Items items = run.world().ledger().items();
    return Answer.of(LedgerLines.list(items), () -> LedgerDocument.of(items))
        .exiting(items.damage().map(problem -> problem.kind().exitCode()).orElse(0));
  }

  /**
   * Which way the lab's request went, station by station: exit code 1 if one differs.
   *
   * @param anew whether it is sent although one was sent before
   */
  public static Answer proof(LabRun run, boolean anew) throws InterruptedException {
    Optional<Duration> age = anew ? Optional.empty() : run.requestAge();
    Proof proof = run.proof(anew);
    return Answer.of(
            (theme, columns) -> ProofLines.of(proof, age, theme, columns),
            () -> ProofDocument.of(proof))
        .exiting(proof.agrees() ? 0 : 1);
  }

  /**
   * The way of a request.
   *
   * @param verbose whether to say what each hop is called in Envoy
   */
  public static Answer trace(TraceAnswer answer, boolean verbose) {
    return Answer.of(
        (theme, columns) -> new RouteLines(theme, columns).of(answer, verbose), answer::document);
  }

  /** The way of the lab's own request as a picture, as far as it exists. */
  public static Answer diagram(LaunchedRun opened) throws InterruptedException {
    Optional<Traced> traced = LiveTracer.ofLab(opened.world(), opened.run());
    Picture picture = Picture.of(traced, opened.run().vars().host());
    return Answer.of(
        (theme, columns) -> new RouteLines(theme, columns).of(picture, traced),
        () ->
            Tree.object(
                "schemaVersion", Answer.SCHEMA_VERSION,
                "stations", picture.document(),
                "notModelled", traced.map(Traced::notModelled).orElse(List.of())));
  }

  /** All contexts of the kubeconfig, and what each is. */
  public static Answer clusters(List<ContextLook> looks) {
    return Answer.of(ContextLines.of(looks), () -> ContextsDocument.of(looks));
  }

  /** What the machine and the open cluster lack; strictly, a warning fails. */
  public static Answer doctor(LaunchedRun opened, boolean strict) throws InterruptedException {
    return doctor(Doctor.examine(Readiness.patient(opened)), strict);
  }

  /** A report of the doctor; strictly, a warning fails. */
  static Answer doctor(HealthReport report, boolean strict) {
    List<Line> lines = new ArrayList<>(DoctorLines.of(report));
    if (report.exitCode(false) == 0 && report.exitCode(strict) != 0) {
      int warnings = report.warnings().size();
      lines.add(Line.of(2, Role.UNMET, count("shell.doctor.strict", warnings, warnings)));
    }
    return Answer.of(lines, () -> DoctorDocument.of(report, strict))
        .exiting(report.exitCode(strict));
  }
}
