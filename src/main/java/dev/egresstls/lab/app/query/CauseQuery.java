package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.StepNumber;
import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.explain.Advisories;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.render.CauseLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a step fails.
 *
 * @param number the step; 0 if none is known to fail
 * @param found empty if none is
 * @param checked whether the steps were checked for it
 */
public record CauseQuery(int number, Optional<Diagnosis> found, boolean checked) {

  /** Of the step that is named, else of the first one that is known to fail. Checks nothing. */
  public static CauseQuery known(LabRun run, Optional<String> step) throws InterruptedException {
    int number = step.map(name -> StepNumber.of(run.lab(), name)).orElseGet(() -> failing(run));
    return of(run, number, false);
  }

  /** Checks the step that is named, else one after the other until one fails. */
  public static CauseQuery checking(LabRun run, Optional<String> step) throws InterruptedException {
    if (step.isPresent()) {
      int number = StepNumber.of(run.lab(), step.get());
      run.check(number);
      return of(run, number, true);
    }
    int number = 1;
    while (number <= run.session().total() && run.check(number)) {
      number++;
    }
    return of(run, number > run.session().total() ? 0 : number, true);
  }

  private static CauseQuery of(LabRun run, int number, boolean checked)
      throws InterruptedException {
    Optional<Diagnosis> found = number == 0 ? Optional.empty() : Optional.of(run.why(number));
    return new CauseQuery(number, found, checked);
  }

  /**
   * The number of the first step that does not hold although it did, or was done or checked; else
   * of the first one whose checks found something; 0 if there is none.
   */
  public static int failing(LabRun run) {
    List<StepReport> reports = run.reports();
    return reports.stream()
        .filter(report -> report.state() == StepState.BROKEN)
        .findFirst()
        .or(() -> reports.stream().filter(CauseQuery::openAndFailing).findFirst())
        .map(StepReport::number)
        .orElse(0);
  }

  private static boolean openAndFailing(StepReport report) {
    return report.state() != StepState.HOLDS
        && report.verdicts().stream().anyMatch(verdict -> !verdict.met());
  }

  /** Whether no step is known to fail, or the one that was asked about holds. */
  public boolean holds() {
    return found.map(Diagnosis::holds).orElse(true);
  }

  /** The most fundamental cause. */
  public Optional<TrueCause> first() {
    return found.flatMap(Diagnosis::first);
  }

  /**
   * The answer, with what to know of the istiod that is installed; its exit code is 1 if the step
   * fails.
   *
   * @param all whether to name all causes that are true
   */
  public Answer answer(LaunchedRun opened, boolean all) throws InterruptedException {
    List<Advisories.Advisory> advisories = opened.run().advisories();
    return Answer.of(
            Stream.concat(lines(opened.run(), all).stream(), warnings(advisories)).toList(),
            () -> new WhyDocument(opened.banner(), number, found, advisories).tree())
        .exiting(holds() ? 0 : 1);
  }

  /** What is so, and below it what to do. */
  private static Stream<Line> warnings(List<Advisories.Advisory> advisories) {
    return advisories.stream()
        .flatMap(
            one ->
                Stream.of(
                    Line.of(2, Role.WARNING, one.sentence()),
                    Line.of(4, Role.QUIET, one.remedy())));
  }

  private List<Line> lines(LabRun run, boolean all) {
    if (found.isEmpty()) {
      return List.of(
          checked
              ? Line.of(2, Role.MET, say("cli.why.nothing-fails"))
              : Line.of(2, Role.PLAIN, say("shell.why.nothing")));
    }
    return lines(number, run.lab().steps().get(number - 1).title(), found.get(), all);
  }

  /** A diagnosis for people: the cause, or that none is known and what was found. */
  private static List<Line> lines(int number, String title, Diagnosis found, boolean all) {
    if (found.holds()) {
      return List.of(Line.of(2, Role.PLAIN, say("shell.why.holds", number, title)));
    }
    List<Line> lines = new ArrayList<>();
    if (found.first().isEmpty()) {
      lines.add(Line.of(2, Role.PLAIN, say("shell.why.no-cause", number)));
      found.verdicts().stream()
          .flatMap(verdict -> verdict.gaps().stream())
          .distinct()
          .forEach(gap -> lines.add(CauseLines.seen(gap)));
      return lines;
    }
    lines.addAll(CauseLines.of(found.first().get().told()));
    List<TrueCause> more = found.causes().subList(1, found.causes().size());
    if (all) {
      more.forEach(cause -> lines.add(CauseLines.brief(cause.told())));
    } else if (!more.isEmpty()) {
      lines.add(more(more.size()).toned(Role.QUIET));
    }
    return lines;
  }

  private static Line more(int causes) {
    Span all = new Span(Role.CODE, "why -v");
    return causes == 1
        ? Line.at(2).say("shell.why.one-more", all)
        : Line.at(2).say("shell.why.more", new Span(Role.PLAIN, String.valueOf(causes)), all);
  }
}
