package dev.egresstls.lab.shell;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.session.Session;
import dev.egresstls.lab.shell.Command.After;
import dev.egresstls.lab.shell.desk.Desk;
import dev.egresstls.lab.shell.opening.Cover;
import dev.egresstls.lab.shell.opening.Opening;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The prompt: reads lines and does what they say until the learner leaves. */
public final class Shell {
  private final Desk desk;
  private final Lesson lesson;
  private final Function<Throwable, Problem> sentences;

  /**
   * A sitting at a desk.
   *
   * @param sentences turns whatever went wrong into a problem to show
   */
  public Shell(Desk desk, Opening opening, Function<Throwable, Problem> sentences) {
    this.desk = desk;
    this.lesson = new Lesson(desk, opening);
    this.sentences = sentences;
  }

  /** Lays the banner out for nobody, so that its classes are there when the terminal is. */
  public static void rehearse(Opening opening) {
    Banner.of(opening.cover(), 100);
    Banner.hint();
  }

  /**
   * Runs until the learner leaves.
   *
   * @return 0; without a person at the desk, 1 if a step does not hold at the end, or the exit code
   *     of the problem that kept the cluster from opening
   */
  public int run() {
    try (lesson) {
      if (desk.attended()) {
        greet();
        loop();
        return 0;
      }
      return withoutPerson();
    }
  }

  /** Somebody waits: the prompt first, and what the cluster says when it has said it. */
  private void greet() {
    Cover cover = lesson.cover();
    if (cover.settled()) {
      desk.print(banner(cover, Session.of(cover.page().labels().size())));
      lesson.begin(this::arrivedAsExpected, this::notOpened);
    } else {
      desk.print(Banner.of(cover, desk.columns()));
      lesson.begin(this::arrived, this::notOpened);
    }
  }

  private void notOpened(Throwable thrown) {
    desk.print(ProblemLines.of(sentences.apply(thrown), 2));
  }

  /** Lines from a pipe wait for the cluster, so that what is printed keeps its order. */
  private int withoutPerson() {
    lesson.begin(() -> {}, thrown -> {});
    LabRun run;
    try {
      run = lesson.run();
    } catch (Exception e) {
      Problem problem = sentences.apply(e);
      desk.print(ProblemLines.of(problem, 0));
      return problem.kind().exitCode();
    }
    desk.print(Banner.title(lesson.cover(), desk.columns()));
    arrived();
    loop();
    return run.session().states().contains(StepState.BROKEN) ? 1 : 0;
  }

  private List<Line> banner(Cover cover, Session session) {
    List<Line> lines = new ArrayList<>(Banner.of(cover, desk.columns()));
    lines.addAll(Banner.row(desk.theme(), cover, session.states()));
    lines.addAll(Banner.hint());
    return lines;
  }

  /** The cluster has answered and the banner was right: only a surprise is worth a line. */
  private void arrivedAsExpected() {
    lesson.runNow().filter(run -> run.session().held() > 0).ifPresent(run -> arrived());
  }

  private void arrived() {
    LabRun run = lesson.runNow().orElseThrow();
    List<Line> lines = new ArrayList<>(Banner.where(lesson.cover(), desk.columns()));
    run.mismatch().ifPresent(problem -> lines.addAll(ProblemLines.of(problem, 2)));
    lines.addAll(Banner.row(desk.theme(), lesson.cover(), run.session().states()));
    if (run.session().held() > 0) {
      lines.add(Line.of(2, Role.PLAIN, Standing.sentence(run.session())));
    }
    lines.addAll(Banner.hint());
    desk.print(lines);
    desk.promptChanged();
  }

  private void loop() {
    Optional<String> line = desk.read(this::prompt);
    while (line.isPresent() && obey(line.get()) == After.STAY) {
      line = desk.read(this::prompt);
    }
  }

  private After obey(String line) {
    String typed = line.strip();
    String[] words = typed.split("\\s+", 2);
    try {
      Command command = Commands.named(typed.isEmpty() ? "next" : words[0]);
      String argument = words.length > 1 ? words[1] : "";
      return desk.interruptibly(() -> command.deed().doIt(lesson, argument));
    } catch (InterruptedException e) {
      // The run has said which step was interrupted; the program goes on.
      return After.STAY;
    } catch (Exception e) {
      desk.print(ProblemLines.of(sentences.apply(e), 2));
      return After.STAY;
    } finally {
      Thread.interrupted();
    }
  }

  private String prompt() {
    Session session =
        lesson
            .runNow()
            .map(LabRun::session)
            .orElseGet(() -> Session.of(lesson.cover().page().labels().size()));
    return Prompt.text(desk.theme(), place(), session, desk.columns());
  }

  private String place() {
    World.Mode mode = lesson.cover().mode();
    return mode == World.Mode.LIVE ? lesson.cover().context() : mode.word();
  }
}
