package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.shell.complete.Argument.maybe;
import static dev.egresstls.lab.shell.complete.Argument.needed;
import static dev.egresstls.lab.shell.complete.Argument.oneOf;

import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.complete.Flag;
import dev.egresstls.lab.shell.complete.PromptWords;
import dev.egresstls.lab.shell.complete.Slot;
import dev.egresstls.lab.shell.launch.LaunchedRun;
import dev.egresstls.lab.shell.objects.Diffs;
import dev.egresstls.lab.shell.objects.FieldExplanation;
import dev.egresstls.lab.shell.objects.Gets;
import dev.egresstls.lab.shell.objects.Hints;
import dev.egresstls.lab.shell.objects.ObjectDescriptions;
import dev.egresstls.lab.shell.objects.Values;
import java.util.List;

/** The commands of the prompt, one row each. */
final class Table {
  static final List<Command> ROWS =
      List.of(
          Command.of(CommandGroup.STEPS, "next", "n").does(StepCommands::next),
          Command.of(CommandGroup.STEPS, "run", "r")
              .takes(maybe(Slot.STEP))
              .such("run", "run 6")
              .does(StepCommands::run),
          Command.of(CommandGroup.STEPS, "show")
              .takes(maybe(Slot.STEP))
              .such("show", "show 6")
              .does(LookCommands::show),
          Command.of(CommandGroup.STEPS, "check", "c")
              .takes(maybe(Slot.STEP))
              .such("check", "check 6")
              .does(LookCommands::check),
          Command.of(CommandGroup.STEPS, "status", "st").does(LookCommands::status),
          Command.of(CommandGroup.STEPS, "skip").does(StepCommands::skip),
          Command.of(CommandGroup.STEPS, "back", "b").does(StepCommands::back),
          Command.of(CommandGroup.STEPS, "goto")
              .takes(needed(Slot.STEP))
              .such("goto 6", "goto slice")
              .does(StepCommands::goTo),
          Command.of(CommandGroup.STEPS, "ledger").does(UndoCommands::ledger),
          Command.of(CommandGroup.STEPS, "undo")
              .takes(maybe(Slot.STEP))
              .flags(Flag.EVERYTHING, Flag.PLAN)
              .such("undo", "undo 6", "undo --all", "undo --plan")
              .does(UndoCommands::undo),
          Command.of(CommandGroup.LEARN, "hint")
              .takes(maybe(Slot.STEP))
              .such("hint", "hint 6")
              .does(page(Hints::of)),
          Command.of(CommandGroup.LEARN, "why", "w")
              .takes(maybe(Slot.STEP))
              .flags(Flag.EVERY_CAUSE)
              .such("why", "why 6", "why -v")
              .does(CauseCommands::why),
          Command.of(CommandGroup.LEARN, "fix").does(CauseCommands::fix),
          Command.of(CommandGroup.LEARN, "try")
              .takes(maybe(Slot.WHAT_IF))
              .such("try", "try port-80")
              .does(WhatIfCommands::tryIt),
          Command.of(CommandGroup.LEARN, "explain")
              .takes(needed(Slot.FIELD))
              .such("explain backendtlspolicy.spec.validation")
              .does(page(FieldExplanation::of)),
          Command.of(CommandGroup.LEARN, "vars").does(page(Values::of)),
          Command.of(CommandGroup.WAY, "trace")
              .takes(maybe(Slot.URL))
              .flags(Flag.WHY_NOT, Flag.FROM, Flag.IN, Flag.IN_ENVOY, Flag.JSON)
              .such("trace http://www.google.com:443", "trace --why-not http://www.google.com")
              .does(RouteCommands::trace),
          Command.of(CommandGroup.WAY, "proof")
              .takes(oneOf("again"))
              .flags(Flag.JSON)
              .such("proof", "proof again")
              .does(RouteCommands::proof),
          Command.of(CommandGroup.WAY, "dns").does(LookCommands::dns),
          Command.of(CommandGroup.WAY, "refresh").does(StepCommands::refresh),
          Command.of(CommandGroup.CLUSTER, "clusters")
              .flags(Flag.JSON)
              .such("clusters")
              .does(LookCommands::clusters),
          Command.of(CommandGroup.CLUSTER, "doctor")
              .flags(Flag.JSON)
              .such("doctor")
              .does(LookCommands::doctor),
          Command.of(CommandGroup.CLUSTER, "get")
              .takes(needed(Slot.KIND), maybe(Slot.NAME))
              .flags(Flag.NAMESPACE, Flag.ALL, Flag.WIDE_OR_CODE, Flag.MANAGED_FIELDS)
              .such("get pods", "get svc google-headless -o yaml", "get pods -A")
              .does(page(Gets::of)),
          Command.of(CommandGroup.CLUSTER, "describe")
              .takes(needed(Slot.KIND), needed(Slot.NAME))
              .flags(Flag.NAMESPACE)
              .such("describe svc google-headless")
              .does(page(ObjectDescriptions::of)),
          Command.of(CommandGroup.CLUSTER, "logs")
              .takes(needed(Slot.POD))
              .flags(Flag.CONTAINER, Flag.NAMESPACE, Flag.TAIL, Flag.FOLLOW)
              .such("logs deploy/curl -c istio-proxy", "logs deploy/curl -f")
              .does(Following::logs),
          Command.of(CommandGroup.CLUSTER, "diff")
              .takes(maybe(Slot.STEP))
              .flags(Flag.FILENAME)
              .such("diff", "diff 6", "diff -f slice.yaml")
              .does(page(Diffs::of)),
          Command.of(CommandGroup.CLUSTER, "drift")
              .flags(Flag.JSON)
              .such("drift", "drift -o json")
              .does(RouteCommands::drift),
          Command.of(CommandGroup.CLUSTER, "!")
              .takes(needed(Slot.LINE))
              .such("!kubectl get pods", "!istioctl proxy-status")
              .does(ToolCommands::command),
          Command.of(CommandGroup.CLUSTER, "sh").does(ToolCommands::shell),
          Command.of(CommandGroup.SESSION, "track")
              .takes(maybe(Slot.TRACK))
              .such("track", "track current")
              .does(RestartCommands::track),
          Command.of(CommandGroup.SESSION, "reset").does(RestartCommands::reset),
          Command.of(CommandGroup.SESSION, "log").does(Logbook::log),
          Command.of(CommandGroup.SESSION, "help", "h", "?")
              .takes(maybe(Slot.COMMAND))
              .such("help", "help get")
              .does(Help::help),
          Command.of(CommandGroup.SESSION, "quit", "q", "exit").does(StepCommands::quit));

  private Table() {}

  /** What a command prints, and nothing else. */
  @FunctionalInterface
  private interface Page {
    List<Line> of(LaunchedRun open, int columns, PromptWords words) throws InterruptedException;
  }

  private static Command.Deed page(Page page) {
    return (lesson, words) -> {
      lesson.console().print(page.of(lesson.open(), lesson.console().columns(), words));
      return Command.After.STAY;
    };
  }
}
