package dev.egresstls.lab.app.query;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.lab.Curriculum.Production;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to do in production instead of what the lab did. */
public final class ProductionPage {
  /** What is typed in the place of a step. */
  public static final String NAME = "production";

  private static final int INDENT = 5;

  private ProductionPage() {}

  /** The page, if that is what was typed and the lab has one. */
  public static Optional<Answer> of(Lab lab, Vars vars, String typed) {
    return typed.equals(NAME)
        ? lab.curriculum().production().map(page -> answer(lab, vars, page))
        : Optional.empty();
  }

  private static Answer answer(Lab lab, Vars vars, Production page) {
    return Answer.of(
        (theme, columns) -> lines(vars, page, columns),
        () ->
            Tree.object(
                "schemaVersion", Answer.SCHEMA_VERSION,
                "lab", lab.id(),
                "track", lab.track().id(),
                "intro", vars.show(page.intro()),
                "topics",
                    page.topics().stream()
                        .map(
                            topic ->
                                Tree.object(
                                    "title", vars.show(topic.title()),
                                    "prose", vars.show(topic.prose())))
                        .toList()));
  }

  private static List<Line> lines(Vars vars, Production page, int columns) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(2, Role.TITLE, say("shell.page.production")));
    lines.addAll(Prose.lines(vars.show(page.intro()), INDENT, columns));
    page.topics()
        .forEach(
            topic -> {
              lines.add(Line.EMPTY);
              lines.add(Line.of(2, Role.TITLE, vars.show(topic.title())).hanging(INDENT));
              lines.addAll(Prose.lines(vars.show(topic.prose()), INDENT, columns));
            });
    lines.add(Line.EMPTY);
    return lines;
  }
}
