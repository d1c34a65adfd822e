package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.Launch;
import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.app.query.WhereLines;
import dev.egresstls.lab.console.Choices;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.console.Consoles;
import dev.egresstls.lab.console.Interrupts;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.experiment.Challenge;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.ProblemLines;
import dev.egresstls.lab.render.StepBar;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.session.Session;
import dev.egresstls.lab.shell.commands.AfterClass;
import dev.egresstls.lab.shell.commands.ChallengeCommands;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.commands.CommandFinder;
import dev.egresstls.lab.shell.commands.DuringChallenge;
import dev.egresstls.lab.shell.complete.Completion;
import dev.egresstls.lab.shell.record.Pace;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.background.Threads;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The prompt: reads lines and does what they say until the learner leaves. */
public final class Shell {
  private final Console console;
  private final ShellSession session;
  private final Function<Throwable, Problem> sentences;

  /**
   * A session at a console.
   *
   * @param sentences turns whatever went wrong into a problem to show
   * @param state where what outlives the session is kept; it need not exist
   * @param pace how much is explained around a step
   */
  public Shell(
      Console console,
      Launch launch,
      Function<Throwable, Problem> sentences,
      Path state,
      Pace pace) {
    this(ShellSession.recorded(console, launch, state, pace), sentences);
  }

  private Shell(ShellSession session, Function<Throwable, Problem> sentences) {
    this.session = session;
    this.console = session.console();
    this.sentences = sentences;
  }

  /** Opens for nobody, so that what a session opens with is loaded when the terminal is. */
  public static void rehearse(Launch launch, Theme theme) {
    Console nobody = Consoles.nobody(theme);
    Shell shell = new Shell(ShellSession.unrecorded(nobody, launch), thrown -> null);
    shell.welcome();
    new Layout(theme, nobody.columns()).cut(shell.bar(nobody.columns()));
    shell.prompt();
  }

  /**
   * Runs until the learner leaves.
   *
   * @return 0, or the exit code of the problem that kept the cluster from opening; without a person
   *     at the console, 1 if a step does not hold at the end
   */
  public int run() {
    return run(Optional.empty());
  }

  /** The same, where a command was typed before the first prompt. */
  int run(Optional<String> first) {
    Threads.Reporting bugs = Threads.reporting(this::tell);
    try (bugs;
        session) {
      if (console.attended()) {
        console.bar(this::bar);
        greet(first.isEmpty());
        loop(first);
        leaveChallenge();
        SessionEnd.goodbye(session);
        return session.failure().map(this::notOpened).orElse(0);
      }
      return withoutPerson();
    }
  }

  /** A bug in the background must not write over the screen. */
  private void tell(Throwable bug) {
    console.print(ProblemLines.of(sentences.apply(bug), 2));
  }

  /** Says what is lost at the end, when it is not too late yet. */
  private void tellUnkept() {
    if (session.notRecorded().isPresent()) {
      String text = say("shell.unkept", Neutral.line(session.state().toString()));
      console.print(List.of(Line.of(2, Role.WARNING, text), Line.EMPTY));
    }
  }

  /**
   * Somebody waits: the prompt first, and what the cluster says when it has said it.
   *
   * @param asks whether a prompt comes first; a command that was typed before it needs the cluster
   */
  private void greet(boolean asks) {
    welcome();
    tellUnkept();
    Greeting greeting = new Greeting();
    if (asks) {
      console.afterPrompt(() -> session.begin(greeting));
    } else {
      session.begin(greeting);
    }
  }

  private void welcome() {
    LaunchBanner banner = session.banner();
    if (banner.settled()) {
      console.print(banner(banner, Session.of(banner.page().labels().size())));
    } else {
      console.print(Banner.of(banner, console.columns()));
    }
  }

  /** What the prompt is interrupted with while the cluster opens: only what was not known. */
  private final class Greeting implements WorldArrival {
    private final LaunchBanner first = session.banner();

    @Override
    public void known() {
      List<Line> where = WhereLines.of(session.banner(), console.columns());
      if (!where.equals(WhereLines.of(first, console.columns()))) {
        console.print(where);
        if (!first.settled()) {
          console.print(List.of(Banner.track(session.banner())));
        }
        console.promptChanged();
      }
    }

    @Override
    public void open() {
      // A banner that was right needs no second one: only a surprise is worth a line.
      if (!first.settled()
          || session.runNow().filter(run -> run.session().held() > 0).isPresent()) {
        arrived();
      }
    }

    @Override
    public void failed() {
      console.leave();
    }
  }

  /** Lines from a pipe wait for the cluster, so that what is printed keeps its order. */
  private int withoutPerson() {
    session.begin(new WorldArrival() {});
    LabRun run;
    try {
      run = session.run();
    } catch (Exception e) {
      return notOpened(e);
    }
    console.print(Banner.of(session.banner(), console.columns()));
    tellUnkept();
    arrived();
    loop(Optional.empty());
    leaveChallenge();
    boolean broken = run.session().states().contains(StepState.BROKEN);
    return broken || session.isFailing() && !run.session().allHold() ? 1 : 0;
  }

  private int notOpened(Throwable thrown) {
    Problem problem = sentences.apply(thrown);
    console.print(ProblemLines.of(problem, console.attended() ? 2 : 0));
    return problem.kind().exitCode();
  }

  private List<Line> banner(LaunchBanner banner, Session position) {
    List<Line> lines = new ArrayList<>(Banner.of(banner, console.columns()));
    lines.addAll(Banner.row(console.theme(), banner, position.states()));
    lines.addAll(Banner.hint());
    return lines;
  }

  private void arrived() {
    LabRun run = session.runNow().orElseThrow();
    List<Line> lines = new ArrayList<>();
    run.mismatch().ifPresent(problem -> lines.addAll(ProblemLines.of(problem, 2)));
    lines.addAll(Banner.row(console.theme(), session.banner(), run.session().states()));
    if (run.session().held() > 0) {
      lines.add(Line.of(2, Role.PLAIN, ProgressSummary.sentence(run.session())));
    }
    lines.addAll(Banner.hint());
    console.print(lines);
    console.promptChanged();
  }

  private void loop(Optional<String> first) {
    Choices choices = new Completion(() -> session.banner().lab(), session::openNow);
    Optional<String> line = first.or(() -> read(choices));
    while (line.isPresent() && obey(line.get()) == After.STAY) {
      line = session.user().takeCommand().or(() -> read(choices));
    }
  }

  /** Before the world is closed, and the report for good. */
  private void leaveChallenge() {
    try {
      if (AfterClass.is(session)) {
        session.challenge(Optional.empty()); // nothing is left to restore it in
      }
      ChallengeCommands.leave(session);
    } finally {
      session.keep();
    }
  }

  /** What is broken on purpose is restored also if the terminal is closed meanwhile. */
  private Optional<String> read(Choices choices) {
    return session.challenge().isEmpty()
        ? console.read(this::prompt, choices)
        : Interrupts.waiting(() -> console.read(this::prompt, choices), this::leaveChallenge);
  }

  private After obey(String line) {
    session.journal().typed(Instant.now(), line);
    try {
      CommandFinder.Typed typed = CommandFinder.of(line);
      return Interrupts.untilEnded(() -> console.interruptibly(() -> obey(typed)));
    } catch (InterruptedException e) {
      // The run has said which step was interrupted; the program goes on, unless it must end.
      return Interrupts.exitCode().isPresent() ? After.LEAVE : After.STAY;
    } catch (Exception e) {
      if (session.failure().isPresent()) {
        return After.LEAVE; // what that came from is reported once
      }
      tell(e);
      return After.STAY;
    } finally {
      session.keep();
      Thread.interrupted();
    }
  }

  private After obey(CommandFinder.Typed typed) throws InterruptedException {
    return AfterClass.refuses(session, typed) ? After.STAY : DuringChallenge.obey(session, typed);
  }

  private Session session() {
    return session
        .runNow()
        .map(LabRun::session)
        .orElseGet(() -> Session.of(session.banner().page().labels().size()));
  }

  private String prompt() {
    LaunchBanner banner = session.banner();
    return new Prompt(console.theme(), console.columns())
        .text(banner.page().trackId(), session.place(), session(), session.challenge().isPresent());
  }

  private Line bar(int columns) {
    Optional<Challenge> challenge = session.challenge().map(RunningChallenge::challenge);
    if (challenge.isPresent()) {
      String which = challenge.get().level().word() + " " + challenge.get().seed();
      return Line.of(2, Role.STRESS, say("ledger.group.challenge", which))
          .and(Role.PLAIN, " · " + challenge.get().symptom().text());
    }
    Session position = session();
    return StepBar.of(
        console.theme(), session.banner().page(), position.states(), position.at(), columns);
  }
}
