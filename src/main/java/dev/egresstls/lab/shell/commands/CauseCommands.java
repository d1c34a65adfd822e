package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.StepReport;
import dev.egresstls.lab.event.StepState;
import dev.egresstls.lab.explain.Diagnosis;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.render.CauseLines;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.shell.Consent;
import dev.egresstls.lab.shell.MeshConsent;
import dev.egresstls.lab.shell.ShellSession;
import dev.egresstls.lab.shell.StepNumber;
import dev.egresstls.lab.shell.commands.Command.After;
import dev.egresstls.lab.shell.complete.Flag;
import dev.egresstls.lab.shell.complete.PromptWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says why a step fails, and fixes it. */
public final class CauseCommands {
  private CauseCommands() {}

  static After why(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    int number = number(run, words.first());
    if (number == 0) {
      lesson.named(Optional.empty());
      lesson.say(Role.PLAIN, say("shell.why.nothing"));
      return After.STAY;
    }
    tell(lesson, number, run.why(number), words.has(Flag.EVERY_CAUSE));
    return After.STAY;
  }

  /** The step that was asked about, else the first that fails; 0 if none is. */
  private static int number(LabRun run, Optional<String> typed) {
    return typed.map(step -> StepNumber.of(run.lab(), step)).orElseGet(() -> firstRed(run));
  }

  /**
   * The number of the first step that does not hold although it did, or was done or looked at; else
   * of the first one whose checks found something; 0 if there is none.
   */
  public static int firstRed(LabRun run) {
    List<StepReport> reports = run.reports();
    return reports.stream()
        .filter(report -> report.state() == StepState.BROKEN)
        .findFirst()
        .or(() -> reports.stream().filter(CauseCommands::openAndRed).findFirst())
        .map(StepReport::number)
        .orElse(0);
  }

  private static boolean openAndRed(StepReport report) {
    return report.state() != StepState.HOLDS
        && report.verdicts().stream().anyMatch(verdict -> !verdict.met());
  }

  private static void tell(ShellSession lesson, int number, Diagnosis found, boolean all) {
    lesson.named(found.first().map(cause -> new ShellSession.Named(number, cause.id())));
    lesson.console().print(lines(number, lesson.step(number).title(), found, all));
  }

  /** A diagnosis for people: the cause, or that none is known and what was seen. */
  public static List<Line> lines(int number, String title, Diagnosis found, boolean all) {
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

  static After fix(ShellSession lesson, PromptWords words) throws InterruptedException {
    LabRun run = lesson.run();
    int number = lesson.named().map(ShellSession.Named::number).orElseGet(() -> firstRed(run));
    if (number == 0) {
      lesson.say(Role.PLAIN, say("shell.fix.nothing"));
      return After.STAY;
    }
    Diagnosis found = run.why(number);
    Optional<TrueCause> cause =
        lesson.named().isPresent()
            ? lesson.named().flatMap(named -> found.cause(named.cause()))
            : found.first();
    if (cause.isEmpty()) {
      lesson.say(Role.PLAIN, say("shell.fix.no-longer"));
      tell(lesson, number, found, false);
      return After.STAY;
    }
    cause.get().mustBeTheLabs();
    Consent.ask(lesson, run);
    if (cause.get().meshWide()) {
      MeshConsent.ask(lesson, MeshConsent.toFix(lesson.open()), false);
    }
    lesson.named(Optional.empty());
    run.fix(number, cause.get());
    return After.STAY;
  }
}
