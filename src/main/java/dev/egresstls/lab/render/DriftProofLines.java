package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.ledger.drift.DriftProof;
import dev.egresstls.lab.ledger.drift.DriftProof.Difference;
import dev.egresstls.lab.ledger.drift.DriftProof.How;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a cluster differs from what it was, for people and as JSON. */
public final class DriftProofLines {
  private static final int SCHEMA = 1;
  private static final int INDENT = 2;

  private DriftProofLines() {}

  /** For people: the count first, then each difference, then what was not compared. */
  public static List<Line> of(DriftProof proof) {
    List<Line> lines = new ArrayList<>();
    Role role = proof.none() ? Role.MET : Role.UNMET;
    String counts =
        say(
            "render.inventory.counts",
            proof.count(How.LEFT),
            proof.count(How.CHANGED),
            proof.count(How.GONE));
    lines.add(Line.of(INDENT, role, counts));
    for (Difference one : proof.differences()) {
      String what =
          say("render.inventory.how." + one.how().name().toLowerCase(Locale.ROOT), one.object());
      String by = one.by().isEmpty() ? "" : " · " + say("render.inventory.by", one.by());
      lines.add(Line.of(INDENT + 2, Role.PLAIN, what).and(Role.QUIET, by).hanging(INDENT + 4));
    }
    lines.add(quiet(say("render.inventory.since", proof.compared(), seconds(proof.since()))));
    if (!proof.newKinds().isEmpty()) {
      lines.add(quiet(say("render.inventory.new-kinds", String.join(", ", proof.newKinds()))));
    }
    if (!proof.unread().isEmpty()) {
      lines.add(quiet(say("render.inventory.unread", String.join(", ", proof.unread()))));
    }
    lines.add(quiet(count("render.inventory.derived", proof.uncompared(), proof.uncompared())));
    lines.add(quiet(say("render.inventory.churning")));
    return lines;
  }

  /** A time of the inventory without its fraction of a second. */
  private static String seconds(String time) {
    return time.replaceFirst("\\.\\d+Z", "Z");
  }

  private static Line quiet(String text) {
    return Line.of(INDENT, Role.QUIET, text).hanging(INDENT + 2);
  }

  /** The JSON object that {@code docs/json.md} describes. */
  public static Tree document(DriftProof proof) {
    return Tree.object(
        "schemaVersion", SCHEMA,
        "since", proof.since(),
        "compared", proof.compared(),
        "left", proof.count(How.LEFT),
        "changed", proof.count(How.CHANGED),
        "gone", proof.count(How.GONE),
        "differences", proof.differences().stream().map(DriftProofLines::difference).toList(),
        "newKinds", proof.newKinds(),
        "unread", proof.unread(),
        "derived", proof.uncompared());
  }

  private static Tree difference(Difference one) {
    return Tree.object(
        "how", one.how().name().toLowerCase(Locale.ROOT),
        "object", one.object(),
        "by", one.by());
  }
}
