package dev.egresstls.lab.shell.commands;

import static dev.egresstls.lab.shell.typed.Argument.maybe;
import static dev.egresstls.lab.shell.typed.Argument.needed;
import static dev.egresstls.lab.shell.typed.Argument.oneOf;

import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.shell.diff.Diffs;
import dev.egresstls.lab.shell.objects.Descriptions;
import dev.egresstls.lab.shell.objects.Fields;
import dev.egresstls.lab.shell.objects.Gets;
import dev.egresstls.lab.shell.opening.Opened;
import dev.egresstls.lab.shell.typed.Flag;
import dev.egresstls.lab.shell.typed.PromptWords;
import dev.egresstls.lab.shell.typed.Slot;
import dev.egresstls.lab.shell.words.Hints;
import dev.egresstls.lab.shell.words.Values;
import java.util.List;

/** The commands of the prompt, one row each. */
final class Table {
  static final List<Command> ROWS =
      List.of(
          Command.of(Group.STEPS, "next", "n").does(Moves::next),
          Command.of(Group.STEPS, "run", "r")
              .takes(maybe(Slot.STEP))
              .such("run", "run 6")
              .does(Moves::run),
          Command.of(Group.STEPS, "show")
              .takes(maybe(Slot.STEP))
              .such("show", "show 6")
              .does(Looks::show),
          Command.of(Group.STEPS, "check", "c")
              .takes(maybe(Slot.STEP))
              .such("check", "check 6")
              .does(Looks::check),
          Command.of(Group.STEPS, "status", "st").does(Looks::status),
          Command.of(Group.STEPS, "skip").does(Moves::skip),
          Command.of(Group.STEPS, "back", "b").does(Moves::back),
          Command.of(Group.STEPS, "goto")
              .takes(needed(Slot.STEP))
              .such("goto 6", "goto slice")
              .does(Moves::goTo),
          Command.of(Group.STEPS, "ledger").does(Undos::ledger),
          Command.of(Group.STEPS, "undo")
              .takes(maybe(Slot.STEP))
              .flags(Flag.EVERYTHING, Flag.PLAN)
              .such("undo", "undo 6", "undo --all", "undo --plan")
              .does(Undos::undo),
          Command.of(Group.LEARN, "hint")
              .takes(maybe(Slot.STEP))
              .such("hint", "hint 6")
              .does(page(Hints::of)),
          Command.of(Group.LEARN, "why", "w")
              .takes(maybe(Slot.STEP))
              .flags(Flag.EVERY_CAUSE)
              .such("why", "why 6", "why -v")
              .does(Whys::why),
          Command.of(Group.LEARN, "fix").does(Whys::fix),
          Command.of(Group.LEARN, "try")
              .takes(maybe(Slot.WHAT_IF))
              .such("try", "try port-80")
              .does(Tries::tryIt),
          Command.of(Group.LEARN, "explain")
              .takes(needed(Slot.FIELD))
              .such("explain backendtlspolicy.spec.validation")
              .does(page(Fields::of)),
          Command.of(Group.LEARN, "vars").does(page(Values::of)),
          Command.of(Group.WAY, "trace")
              .takes(maybe(Slot.URL))
              .flags(Flag.WHY_NOT, Flag.FROM, Flag.IN, Flag.IN_ENVOY, Flag.JSON)
              .such("trace http://www.google.com:443", "trace --why-not http://www.google.com")
              .does(Ways::trace),
          Command.of(Group.WAY, "proof")
              .takes(oneOf("again"))
              .flags(Flag.JSON)
              .such("proof", "proof again")
              .does(Ways::proof),
          Command.of(Group.WAY, "dns").does(Looks::dns),
          Command.of(Group.WAY, "refresh").does(Moves::refresh),
          Command.of(Group.CLUSTER, "clusters")
              .flags(Flag.JSON)
              .such("clusters")
              .does(Looks::clusters),
          Command.of(Group.CLUSTER, "doctor").flags(Flag.JSON).such("doctor").does(Looks::doctor),
          Command.of(Group.CLUSTER, "get")
              .takes(needed(Slot.KIND), maybe(Slot.NAME))
              .flags(Flag.NAMESPACE, Flag.ALL, Flag.WIDE_OR_CODE, Flag.MANAGED_FIELDS)
              .such("get pods", "get svc google-headless -o yaml", "get pods -A")
              .does(page(Gets::of)),
          Command.of(Group.CLUSTER, "describe")
              .takes(needed(Slot.KIND), needed(Slot.NAME))
              .flags(Flag.NAMESPACE)
              .such("describe svc google-headless")
              .does(page(Descriptions::of)),
          Command.of(Group.CLUSTER, "logs")
              .takes(needed(Slot.POD))
              .flags(Flag.CONTAINER, Flag.NAMESPACE, Flag.TAIL, Flag.FOLLOW)
              .such("logs deploy/curl -c istio-proxy", "logs deploy/curl -f")
              .does(Following::logs),
          Command.of(Group.CLUSTER, "diff")
              .takes(maybe(Slot.STEP))
              .flags(Flag.FILENAME)
              .such("diff", "diff 6", "diff -f slice.yaml")
              .does(page(Diffs::of)),
          Command.of(Group.CLUSTER, "drift")
              .flags(Flag.JSON)
              .such("drift", "drift -o json")
              .does(Ways::drift),
          Command.of(Group.CLUSTER, "!")
              .takes(needed(Slot.LINE))
              .such("!kubectl get pods", "!istioctl proxy-status")
              .does(Outside::command),
          Command.of(Group.CLUSTER, "sh").does(Outside::shell),
          Command.of(Group.SITTING, "track")
              .takes(maybe(Slot.TRACK))
              .such("track", "track current")
              .does(Anew::track),
          Command.of(Group.SITTING, "reset").does(Anew::reset),
          Command.of(Group.SITTING, "log").does(Logbook::log),
          Command.of(Group.SITTING, "help", "h", "?")
              .takes(maybe(Slot.COMMAND))
              .such("help", "help get")
              .does(Help::help),
          Command.of(Group.SITTING, "quit", "q", "exit").does(Moves::quit));

  private Table() {}

  /** What a command prints, and nothing else. */
  @FunctionalInterface
  private interface Page {
    List<Line> of(Opened open, int columns, PromptWords words) throws InterruptedException;
  }

  private static Command.Deed page(Page page) {
    return (lesson, words) -> {
      lesson.desk().print(page.of(lesson.open(), lesson.desk().columns(), words));
      return Command.After.STAY;
    };
  }
}
