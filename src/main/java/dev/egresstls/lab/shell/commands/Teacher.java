package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.query.LiveTracer;
import dev.egresstls.lab.engine.AnswerEvidence;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.explain.AssumedCause;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Teaching;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.render.PictureLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.record.Predictions;
import dev.egresstls.lab.trace.Parting;
import dev.egresstls.lab.trace.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a learner who only presses Enter sees of a step beyond its tick: a short page and a
 * prediction before it, and after it what it changed for the packet. Everything shown of the
 * cluster is observed; what cannot be observed is left out.
 */
final class Teacher {
  private static final int INDENT = 5;

  private final ShellSession session;
  private final LabRun run;
  private final int number;
  private final Step step;

  private Teacher(ShellSession session, LabRun run, int number) {
    this.session = session;
    this.run = run;
    this.number = number;
    this.step = session.step(number);
  }

  /**
   * A step as it was before it was done.
   *
   * @param picture the way as predicted; empty if it could not be read, or a request shows it
   * @param proof of the request that was sent then
   */
  record Before(Optional<Picture> picture, Optional<Proof> proof) {
    static final Before NOTHING = new Before(Optional.empty(), Optional.empty());
  }

  /**
   * Opens the page of a step, asks what it asks and offers to do the step, until that was offered.
   *
   * @return whether it did, so that the step is not done yet
   * @throws InterruptedException if a question of the page was left
   */
  static boolean opens(ShellSession session, LabRun run, int number) throws InterruptedException {
    Teacher teacher = new Teacher(session, run, number);
    if (!teacher.teaches()
        || run.session().state(number) != StepState.TODO
        || session.pace().offered(number)) {
      return false;
    }
    if (session.pace().opens(number)) {
      teacher.page();
    }
    teacher.ask();
    StepCommands.guess(session, run, number);
    teacher.offer();
    return true;
  }

  /** The learner has read of a step at length: Enter does it, unless something is still to ask. */
  static void read(ShellSession session, LabRun run, int number) {
    Teacher teacher = new Teacher(session, run, number);
    session.pace().opens(number);
    if (teacher.teaches()
        && run.session().state(number) == StepState.TODO
        && run.session().due() == number
        && (teacher.request().isEmpty() || session.guesses().askedBefore(number))) {
      teacher.offer();
    }
  }

  private void offer() {
    session.pace().offer(number);
    session
        .console()
        .print(
            List.of(
                Line.of(2, Role.CODE, say("shell.banner.enter"))
                    .and(Role.QUIET, say("shell.teach.enter"))
                    .and(Role.CODE, " show ")
                    .and(Role.QUIET, say("shell.teach.show"))));
  }

  /** Looks at what the step will change, and shows what is to be seen before it. */
  static Before before(ShellSession session, LabRun run, int number) throws InterruptedException {
    Teacher teacher = new Teacher(session, run, number);
    if (!teacher.teaches()) {
      return Before.NOTHING;
    }
    Optional<Proof> proof = teacher.sent(Optional.empty());
    proof.ifPresent(teacher::settled);
    // The proof has a picture of its own.
    return new Before(proof.isPresent() ? Optional.empty() : teacher.picture(), proof);
  }

  /** Says what a step changed. */
  static void after(ShellSession session, LabRun run, int number, Before before)
      throws InterruptedException {
    Teacher teacher = new Teacher(session, run, number);
    if (!teacher.teaches()) {
      teacher.remember();
      return;
    }
    teacher.step.teaching().flatMap(Teaching::then).ifPresent(teacher::prose);
    if (before.proof().isPresent()) {
      teacher.contrast(before.proof().get());
    }
    teacher.outcome();
    teacher.grown(before.picture());
  }

  private boolean teaches() {
    return session.console().attended() && !session.pace().brisk() && step.teaching().isPresent();
  }

  private Optional<PredictionQuestion> request() {
    return step.teaching().flatMap(Teaching::request);
  }

  private void page() {
    session
        .console()
        .print(
            List.of(
                Line.of(2, Role.PLAIN, number + "  ")
                    .and(Role.TITLE, step.title())
                    .hanging(INDENT)));
    prose(step.teaching().orElseThrow().brief());
    if (number == 1) {
      draw(Picture.before(host()));
    }
  }

  private void prose(String markdown) {
    int columns = session.console().columns();
    session.console().print(Prose.lines(filled(markdown), INDENT, columns));
  }

  private void draw(Picture picture) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    lines.addAll(PictureLines.of(picture, session.console().theme(), session.console().columns()));
    if (picture.marked() && !session.console().theme().spoken()) {
      String sign = PictureLines.sign(session.console().theme());
      lines.add(Line.of(2, Role.QUIET, say("shell.teach.new", sign)));
    }
    session.console().print(lines);
  }

  /** The question about the request that is sent before the step. */
  private void ask() throws InterruptedException {
    if (request().isPresent() && !session.guesses().askedBefore(number)) {
      session
          .guesses()
          .ask(session.user(), Predictions.before(number), request().get(), run.vars()::show);
    }
  }

  /**
   * Sends the lab's own request, and shows which way it was seen to take.
   *
   * @param earlier what is otherwise than in this one is marked
   */
  private Optional<Proof> sent(Optional<Proof> earlier) throws InterruptedException {
    if (request().isEmpty()) {
      return Optional.empty();
    }
    try {
      Proof proof = run.proof(true);
      Route seen = proof.seen().route();
      String url = seen.dial().host() + ":" + seen.dial().port();
      session.say(
          Role.STRESS,
          earlier.isEmpty() ? say("shell.teach.before", url) : say("shell.teach.after", url));
      Picture picture = Picture.of(seen);
      draw(earlier.map(one -> picture.since(Picture.of(one.seen().route()))).orElse(picture));
      session.say(Role.PLAIN, say("shell.teach.seen", Parting.seen(seen)));
      return Optional.of(proof);
    } catch (LabFailure e) {
      session.say(Role.QUIET, say("shell.teach.not-sent", e.problem().what()));
      return Optional.empty();
    }
  }

  /** What became of the prediction of the request before the step. */
  private void settled(Proof proof) {
    if (proof.agrees()) {
      judge(request().orElseThrow(), Parting.seen(proof.seen().route()));
    } else {
      session.say(Role.WARNING, say("shell.teach.otherwise"));
    }
  }

  /** What the sidecar's own configuration has gained, and the same request again. */
  private void contrast(Proof before) throws InterruptedException {
    Optional<Proof> after = sent(Optional.of(before));
    Optional<ConfigDump.Cluster> was = cluster(before);
    Optional<ConfigDump.Cluster> now = after.flatMap(Teacher::cluster);
    if (was.isPresent() && was.get().tls().isEmpty() && now.flatMap(one -> one.tls()).isPresent()) {
      Tls tls = now.get().tls().get();
      session
          .console()
          .print(
              List.of(
                  Line.of(2, Role.PLAIN, say("shell.teach.gained", now.get().name())),
                  Line.of(4, Role.MET, "+ transport_socket: envoy.transport_sockets.tls"),
                  Line.of(4, Role.MET, "+   sni: " + tls.sni()),
                  Line.of(4, Role.MET, "+   validation_context: " + tls.ca())));
    }
  }

  private static Optional<ConfigDump.Cluster> cluster(Proof proof) {
    return proof
        .seen()
        .route()
        .cluster()
        .flatMap(name -> proof.sighting().dump().flatMap(dump -> dump.cluster(name)));
  }

  private String host() {
    return run.vars().host();
  }

  private Optional<Picture> picture() throws InterruptedException {
    try {
      return Optional.of(Picture.of(LiveTracer.ofLab(session.open().world(), run), host()));
    } catch (LabFailure e) {
      return Optional.empty(); // `diagram` says why; a step that held needs no failure next to it
    }
  }

  /** The picture, if the step added something to it. */
  private void grown(Optional<Picture> before) throws InterruptedException {
    Optional<Picture> now = before.isEmpty() ? before : picture();
    now.map(one -> one.since(before.get())).filter(Picture::marked).ifPresent(this::draw);
  }

  /** Keeps what shows the answer for the end, if the learner has predicted one. */
  private void remember() throws InterruptedException {
    if (answerable() && session.guesses().of(String.valueOf(number)).isPresent()) {
      shown();
    }
  }

  /** What shows the answer to the question of the step, which the run has given by now. */
  private void outcome() throws InterruptedException {
    if (answerable()) {
      Optional<String> seen = shown();
      String right = filled(step.predict().orElseThrow().right());
      if (seen.isPresent() && session.guesses().of(String.valueOf(number)).isEmpty()) {
        session.say(Role.PLAIN, say("shell.teach.skipped", right));
      }
      String text = seen.orElseGet(() -> say("shell.teach.unseen", right));
      Role role = seen.isPresent() ? Role.QUIET : Role.WARNING;
      session.console().print(List.of(Line.of(INDENT, role, text).hanging(INDENT)));
    }
  }

  private boolean answerable() {
    return step.predict().flatMap(PredictionQuestion::evidence).isPresent();
  }

  /** Looks for what shows the answer, and keeps it for the end. */
  private Optional<String> shown() throws InterruptedException {
    Optional<String> seen =
        evidence(step.predict().flatMap(PredictionQuestion::evidence).orElseThrow());
    seen.ifPresent(one -> session.guesses().shown(String.valueOf(number), one));
    return seen;
  }

  /** What shows the answer in this cluster, if it does. */
  private Optional<String> evidence(PredictionQuestion.Evidence evidence)
      throws InterruptedException {
    AnswerEvidence found = AnswerEvidence.of(run, evidence);
    return found.met() ? Optional.of(shows(evidence, found.says())) : Optional.empty();
  }

  private String shows(PredictionQuestion.Evidence evidence, String line) {
    return say("shell.teach.shows", filled(evidence.command()), line);
  }

  private String filled(String text) {
    return run.vars().show(text);
  }

  /** What became of the prediction of the request before the step. */
  private void judge(PredictionQuestion question, String seen) {
    String about = Predictions.before(number);
    session.guesses().shown(about, seen);
    session
        .guesses()
        .of(about)
        .flatMap(one -> question.option(one.own(), this::filled))
        .ifPresent(option -> prose(AssumedCause.told(question, option, run.vars())));
  }
}
