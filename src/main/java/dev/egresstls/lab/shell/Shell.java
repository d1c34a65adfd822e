package dev.egresstls.lab.shell;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.render.StepBar;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.session.Session;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.commands.Commands;
import dev.egresstls.lab.shell.complete.Completion;
import dev.egresstls.lab.shell.desk.Choices;
import dev.egresstls.lab.shell.desk.Desk;
import dev.egresstls.lab.shell.desk.Interrupts;
import dev.egresstls.lab.shell.opening.Cover;
import dev.egresstls.lab.shell.opening.Opening;
import dev.egresstls.lab.shell.opening.Standing;
import dev.egresstls.lab.world.background.Threads;
import java.nio.file.Path;
import java.time.Instant;
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
   * @param state where what outlives the sitting is kept; it need not exist
   */
  public Shell(Desk desk, Opening opening, Function<Throwable, Problem> sentences, Path state) {
    this.lesson = new Lesson(desk, opening, state);
    this.desk = lesson.desk();
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
   * @return 0, or the exit code of the problem that kept the cluster from opening; without a person
   *     at the desk, 1 if a step does not hold at the end
   */
  public int run() {
    try (Threads.Reporting bugs = Threads.reporting(this::tell);
        lesson) {
      if (desk.attended()) {
        desk.bar(this::bar);
        greet();
        loop();
        Finale.goodbye(lesson);
        return lesson.failure().map(this::notOpened).orElse(0);
      }
      return withoutPerson();
    }
  }

  /** A bug in the background must not write over the screen. */
  private void tell(Throwable bug) {
    desk.print(ProblemLines.of(sentences.apply(bug), 2));
  }

  /** Somebody waits: the prompt first, and what the cluster says when it has said it. */
  private void greet() {
    Cover cover = lesson.cover();
    if (cover.settled()) {
      desk.print(banner(cover, Session.of(cover.page().labels().size())));
    } else {
      desk.print(Banner.of(cover, desk.columns()));
    }
    lesson.begin(new Greeting());
  }

  /** What the prompt is interrupted with while the cluster opens: only what was not known. */
  private final class Greeting implements Arrival {
    private final Cover first = lesson.cover();

    @Override
    public void known() {
      List<Line> where = Banner.where(lesson.cover(), desk.columns());
      if (!where.equals(Banner.where(first, desk.columns()))) {
        desk.print(where);
        if (!first.settled()) {
          desk.print(List.of(Banner.track(lesson.cover())));
        }
        desk.promptChanged();
      }
    }

    @Override
    public void open() {
      // A banner that was right needs no second one: only a surprise is worth a line.
      if (!first.settled() || lesson.runNow().filter(run -> run.session().held() > 0).isPresent()) {
        arrived();
      }
    }

    @Override
    public void failed() {
      desk.leave();
    }
  }

  /** Lines from a pipe wait for the cluster, so that what is printed keeps its order. */
  private int withoutPerson() {
    lesson.begin(new Arrival() {});
    LabRun run;
    try {
      run = lesson.run();
    } catch (Exception e) {
      return notOpened(e);
    }
    desk.print(Banner.of(lesson.cover(), desk.columns()));
    arrived();
    loop();
    return run.session().states().contains(StepState.BROKEN) ? 1 : 0;
  }

  private int notOpened(Throwable thrown) {
    Problem problem = sentences.apply(thrown);
    desk.print(ProblemLines.of(problem, desk.attended() ? 2 : 0));
    return problem.kind().exitCode();
  }

  private List<Line> banner(Cover cover, Session session) {
    List<Line> lines = new ArrayList<>(Banner.of(cover, desk.columns()));
    lines.addAll(Banner.row(desk.theme(), cover, session.states()));
    lines.addAll(Banner.hint());
    return lines;
  }

  private void arrived() {
    LabRun run = lesson.runNow().orElseThrow();
    List<Line> lines = new ArrayList<>();
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
    Choices choices = new Completion(() -> lesson.cover().lab(), lesson::openNow);
    Optional<String> line = desk.read(this::prompt, choices);
    while (line.isPresent() && obey(line.get()) == After.STAY) {
      line = desk.read(this::prompt, choices);
    }
  }

  private After obey(String line) {
    lesson.journal().typed(Instant.now(), line);
    try {
      Commands.Typed typed = Commands.of(line);
      return Interrupts.untilEnded(
          () -> desk.interruptibly(() -> typed.command().doIt(lesson, typed.argument())));
    } catch (InterruptedException e) {
      // The run has said which step was interrupted; the program goes on, unless it must end.
      return Interrupts.exitCode().isPresent() ? After.LEAVE : After.STAY;
    } catch (Exception e) {
      if (lesson.failure().isPresent()) {
        return After.LEAVE; // what that came from is told once
      }
      tell(e);
      return After.STAY;
    } finally {
      lesson.keep();
      Thread.interrupted();
    }
  }

  private Session session() {
    return lesson
        .runNow()
        .map(LabRun::session)
        .orElseGet(() -> Session.of(lesson.cover().page().labels().size()));
  }

  private String prompt() {
    Cover cover = lesson.cover();
    return new Prompt(desk.theme(), desk.columns())
        .text(cover.page().trackId(), lesson.place(), session());
  }

  private Line bar(int columns) {
    Session session = session();
    List<String> labels = lesson.cover().page().labels();
    return StepBar.of(desk.theme(), labels, session.states(), session.at(), columns);
  }
}
