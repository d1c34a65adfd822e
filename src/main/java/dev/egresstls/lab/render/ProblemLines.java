package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.render.text.LabelColumn;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.render.text.Span;
import dev.egresstls.lab.value.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A problem in lines: what, because of what, and what to try. */
public final class ProblemLines {
  private ProblemLines() {}

  /** A problem inside a session, where everybody knows who speaks. */
  public static List<Line> of(Problem problem, int indent) {
    return of("", problem, indent);
  }

  /**
   * A problem, said by someone.
   *
   * @param speaker the program's name and a colon, or empty
   */
  public static List<Line> of(String speaker, Problem problem, int indent) {
    List<Line> lines = new ArrayList<>();
    String place = problem.place().map(at -> at + ": ").orElse("");
    String[] evidence = safe(problem.because().orElse("").strip()).split("\n");
    Line head =
        Line.of(indent, Role.PLAIN, speaker + place)
            .and(Role.UNMET, safe(problem.what()))
            .hanging(indent + 2);
    if (evidence.length == 1 && !evidence[0].isEmpty()) {
      head = head.and(Role.PLAIN, ": " + evidence[0].strip());
    }
    lines.add(head);
    if (evidence.length > 1) {
      for (String row : evidence) {
        lines.add(new Line(indent + 2, indent + 2, List.of(new Span(Role.PLAIN, row)), "", true));
      }
    }
    String label = say("render.label.try");
    LabelColumn labels = LabelColumn.of(3, label);
    for (String one : problem.tries()) {
      lines.add(labels.line(indent + 2, label, safe(one)));
      label = "";
    }
    return lines;
  }

  /** A server, a parser or a URL may repeat a secret that the lab would not name. */
  private static String safe(String text) {
    Secrets secrets = new Secrets();
    return text.lines().map(secrets::next).collect(Collectors.joining("\n"));
  }
}
