package dev.egresstls.lab.app.change;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.ClusterLease;
import dev.egresstls.lab.ledger.Unrecorded;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a cluster shows of the lab where the ledger has nothing to undo.
 *
 * @param context its context, for kubectl
 * @param lease a Lease that this process does not hold
 */
record ClusterTraces(String context, Unrecorded objects, Optional<ClusterLease.Trace> lease) {
  private static final int INDENT = 2;
  private static final int DEEPER = 4;

  /** Looks for them. A cluster that ends with this process has lost no record. */
  static ClusterTraces of(LaunchedRun opened) {
    World world = opened.world();
    if (world.cluster().isEmpty() || world.fleeting()) {
      Unrecorded none = new Unrecorded(List.of(), List.of(), List.of());
      return new ClusterTraces("", none, Optional.empty());
    }
    String context = Neutral.line(world.cluster().get().facts().context());
    Unrecorded objects = opened.run().unrecorded();
    return new ClusterTraces(
        context, objects, opened.run().pausedRun().lease().flatMap(ClusterLease::trace));
  }

  /** The exit code: objects that are not undone are no success. */
  int code() {
    return objects.none() ? 0 : Problem.Kind.PRECONDITION.exitCode();
  }

  /** The objects. */
  List<String> names() {
    return Stream.concat(objects.created().stream(), objects.changed().stream())
        .map(ref -> Neutral.line(ref.toString()))
        .toList();
  }

  /** A Lease that a lab of this user and machine left behind. */
  Optional<ClusterLease.Trace> left() {
    return lease.filter(ClusterLease.Trace::left);
  }

  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    if (!objects.none()) {
      lines.add(Line.of(INDENT, Role.UNMET, say("shell.undo.trace")));
      objects.created().forEach(ref -> created(lines, ref));
      objects.changed().forEach(ref -> changed(lines, ref));
      if (objects.created().stream().anyMatch(ref -> ref.namespace().isEmpty())) {
        lines.add(Line.of(INDENT, Role.WARNING, say("shell.undo.trace.others")));
      }
      lines.add(Line.of(INDENT, Role.QUIET, say("shell.undo.trace.unmarked")));
    } else if (left().isEmpty()) {
      lines.add(Line.of(INDENT, Role.PLAIN, say("shell.undo.nothing")));
    }
    if (!objects.unread().isEmpty()) {
      String kinds = Neutral.line(String.join(", ", objects.unread()));
      lines.add(Line.of(INDENT, Role.QUIET, say("shell.undo.trace.unread", kinds)));
    }
    lease.ifPresent(one -> lines.add(lease(one)));
    return lines;
  }

  private void created(List<Line> lines, Ref ref) {
    String what = say("shell.undo.trace.created", Neutral.line(ref.toString()));
    lines.add(Line.of(DEEPER, Role.PLAIN, what).hanging(DEEPER + 2));
    lines.add(typed("kubectl --context " + context + " delete " + ref.kubectl()));
  }

  private void changed(List<Line> lines, Ref ref) {
    String object = Neutral.line(ref.toString());
    String what = say("shell.undo.trace.changed", object, Resources.FIELD_MANAGER);
    lines.add(Line.of(DEEPER, Role.PLAIN, what).hanging(DEEPER + 2));
    String get = "kubectl --context " + context + " get " + ref.kubectl();
    lines.add(typed(get + " -o yaml --show-managed-fields"));
  }

  private static Line typed(String command) {
    return Line.code(DEEPER + 2, Neutral.line(command));
  }

  private static Line lease(ClusterLease.Trace lease) {
    return Line.of(
        INDENT,
        Role.PLAIN,
        lease.left()
            ? say("shell.undo.trace.lease", lease.ref())
            : say("shell.undo.trace.held", lease.ref(), lease.holder(), lease.since()));
  }
}
