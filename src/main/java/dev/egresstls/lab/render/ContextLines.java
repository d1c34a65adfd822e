package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.world.ContextLook;
import java.util.ArrayList;
import java.util.List;

/** The contexts of the kubeconfig, a line each. */
public final class ContextLines {
  private static final int INDENT = 2;
  private static final int WIDEST_NAME = 30;

  private ContextLines() {}

  /** Each context with what its cluster is. */
  public static List<Line> of(List<ContextLook> looks) {
    if (looks.isEmpty()) {
      return List.of(Line.of(INDENT, Role.PLAIN, say("render.contexts.none")));
    }
    int names =
        Math.min(
            WIDEST_NAME, looks.stream().mapToInt(look -> Columns.of(name(look))).max().orElse(0));
    List<Line> lines = new ArrayList<>();
    for (ContextLook look : looks) {
      int column = INDENT + names + 2;
      lines.add(
          Line.of(INDENT, look.current() ? Role.TITLE : Role.PLAIN, name(look))
              .to(column)
              .and(role(look), say("render.context-state." + look.state().word()))
              .and(Role.QUIET, look.says().isEmpty() ? "" : " · " + look.says())
              .hanging(column));
    }
    return lines;
  }

  private static String name(ContextLook look) {
    return look.current() ? say("render.contexts.current", look.context()) : look.context();
  }

  private static Role role(ContextLook look) {
    return switch (look.state()) {
      case THROWAWAY, PRACTICE -> Role.MET;
      case ASKS -> Role.WARNING;
      case UNREACHABLE -> Role.UNMET;
      case NOT_ASKED -> Role.QUIET;
    };
  }
}
