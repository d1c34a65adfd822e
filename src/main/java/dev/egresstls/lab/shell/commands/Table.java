package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.app.grammar.Argument.maybe;
import static dev.egresstls.lab.app.grammar.Argument.needed;
import static dev.egresstls.lab.app.grammar.Argument.oneOf;

import dev.egresstls.lab.app.grammar.Flag;
import dev.egresstls.lab.app.grammar.Slot;
import dev.egresstls.lab.app.query.QueryRow;
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
              .takes(maybe(Slot.PAGE))
              .flags(Flag.TRAINER)
              .such("show", "show 6", "show production")
              .does(LookCommands::show),
          Command.of(CommandGroup.STEPS, "check", "c")
              .takes(maybe(Slot.STEP))
              .such("check", "check 6")
              .does(LookCommands::check),
          Command.of(CommandGroup.STEPS, QueryRow.STATUS, "st").does(LookCommands::status),
          Command.of(CommandGroup.STEPS, "skip").does(StepCommands::skip),
          Command.of(CommandGroup.STEPS, "back", "b").does(StepCommands::back),
          Command.of(CommandGroup.STEPS, "goto")
              .takes(needed(Slot.STEP))
              .such("goto 6")
              .does(StepCommands::goTo),
          Command.of(CommandGroup.STEPS, QueryRow.LEDGER),
          Command.of(CommandGroup.STEPS, "undo")
              .takes(maybe(Slot.STEP))
              .flags(Flag.EVERYTHING, Flag.PLAN)
              .such("undo", "undo 6", "undo --all", "undo --plan")
              .does(UndoCommands::undo),
          Command.of(CommandGroup.LEARN, QueryRow.HINT),
          Command.of(CommandGroup.LEARN, "why", "w")
              .takes(maybe(Slot.STEP))
              .flags(Flag.EVERY_CAUSE, Flag.JSON)
              .such("why", "why 6", "why -v")
              .does(CauseCommands::why),
          Command.of(CommandGroup.LEARN, "fix").does(CauseCommands::fix),
          Command.of(CommandGroup.LEARN, "try")
              .takes(maybe(Slot.WHAT_IF))
              .such("try", "try next", "try port-80")
              .does(WhatIfCommands::tryIt),
          Command.of(CommandGroup.LEARN, "challenge")
              .takes(oneOf("easy", "hard", "stop"))
              .flags(Flag.SEED)
              .such("challenge", "challenge hard", "challenge easy --seed 7", "challenge stop")
              .does(ChallengeCommands::challenge),
          Command.of(CommandGroup.LEARN, "quiz")
              .takes(oneOf("again"))
              .such("quiz", "quiz again")
              .does(LearnCommands::quiz),
          Command.of(CommandGroup.LEARN, QueryRow.EXPLAIN),
          Command.of(CommandGroup.LEARN, QueryRow.VARS),
          Command.of(CommandGroup.WAY, "trace")
              .takes(maybe(Slot.URL))
              .flags(Flag.WHY_NOT, Flag.FROM, Flag.IN, Flag.IN_ENVOY, Flag.JSON)
              .such("trace http://www.example.com:443", "trace --why-not http://www.example.com")
              .does(RouteCommands::trace),
          Command.of(CommandGroup.WAY, "proof")
              .takes(oneOf("again"))
              .flags(Flag.JSON)
              .such("proof", "proof again")
              .does(RouteCommands::proof),
          Command.of(CommandGroup.WAY, QueryRow.DIAGRAM),
          Command.of(CommandGroup.WAY, QueryRow.DNS),
          Command.of(CommandGroup.WAY, "refresh").does(StepCommands::refresh),
          Command.of(CommandGroup.CLUSTER, "clusters")
              .flags(Flag.JSON)
              .such("clusters")
              .does(LookCommands::clusters),
          Command.of(CommandGroup.CLUSTER, "doctor")
              .flags(Flag.STRICT, Flag.JSON)
              .such("doctor", "doctor --strict")
              .does(LookCommands::doctor),
          Command.of(CommandGroup.CLUSTER, QueryRow.GET),
          Command.of(CommandGroup.CLUSTER, QueryRow.DESCRIBE),
          Command.of(CommandGroup.CLUSTER, QueryRow.LOGS).does(Following::logs),
          Command.of(CommandGroup.CLUSTER, QueryRow.DIFF),
          Command.of(CommandGroup.CLUSTER, QueryRow.DRIFT),
          Command.of(CommandGroup.CLUSTER, "!")
              .takes(needed(Slot.LINE))
              .such("!kubectl get pods", "!istioctl proxy-status")
              .does(ToolCommands::command),
          Command.of(CommandGroup.CLUSTER, "sh").does(ToolCommands::shell),
          Command.of(CommandGroup.SESSION, QueryRow.TRACK).does(RestartCommands::track),
          Command.of(CommandGroup.SESSION, "set")
              .takes(oneOf("brisk", "teach"))
              .such("set brisk", "set teach")
              .does(StepCommands::set),
          Command.of(CommandGroup.SESSION, "reset").does(RestartCommands::reset),
          Command.of(CommandGroup.SESSION, "log").does(Logbook::log),
          Command.of(CommandGroup.SESSION, "report")
              .flags(Flag.REPORT)
              .such("report", "report -o html")
              .does(LearnCommands::report),
          Command.of(CommandGroup.SESSION, "progress")
              .takes(oneOf("show", "off", "on"))
              .such("progress show", "progress off")
              .does(ClassCommands::progress),
          Command.of(CommandGroup.SESSION, "raise")
              .takes(oneOf("off"))
              .such("raise", "raise off")
              .does(ClassCommands::raise),
          Command.of(CommandGroup.SESSION, "clear").does(LookCommands::clear),
          Command.of(CommandGroup.SESSION, "help", "h", "?")
              .takes(maybe(Slot.COMMAND))
              .such("help", "help get")
              .does(Help::help),
          Command.of(CommandGroup.SESSION, "quit", "q", "exit").does(StepCommands::quit));

  private Table() {}
}
