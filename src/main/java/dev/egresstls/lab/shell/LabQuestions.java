package dev.egresstls.lab.shell;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.AppContext;
import dev.egresstls.lab.app.change.Question;
import dev.egresstls.lab.app.labs.LabPurpose;
import dev.egresstls.lab.app.labs.TrustedLabs;
import dev.egresstls.lab.app.launch.Launch;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.console.Console;
import dev.egresstls.lab.render.text.Line;
import dev.egresstls.lab.render.text.Role;
import dev.egresstls.lab.world.World.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked before a session: which lab it is about, and whether that is trusted. */
final class LabQuestions {
  private static final int INDENT = 2;

  private final AppContext app;
  private final Console console;
  private final ConsoleUser user;

  LabQuestions(AppContext app, Console console) {
    this.app = app;
    this.console = console;
    this.user = new ConsoleUser(console);
  }

  /** The labs, with the one that the learner wants to do; the default one if there is no choice. */
  Catalog chosen() {
    Catalog labs = app.catalog();
    if (labs.named() || labs.ids().size() < 2 || !console.attended()) {
      return labs;
    }
    List<String> ids = labs.ids();
    List<Line> lines = new ArrayList<>();
    lines.add(Line.EMPTY);
    for (int i = 0; i < ids.size(); i++) {
      lines.add(
          Line.of(INDENT, Role.CODE, (i + 1) + "  " + ids.get(i))
              .and(Role.PLAIN, "  " + labs.titlePage(ids.get(i)).title()));
    }
    console.print(lines);
    Question which =
        new Question(
            say("shell.labs.which", ids.size()) + " " + user.theme().promptEnd(),
            typed -> number(ids, typed) > 0,
            Optional.of(say("shell.labs.one-of", ids.size())));
    return answer(which).map(typed -> labs.choosing(ids.get(number(ids, typed) - 1))).orElse(labs);
  }

  private static int number(List<String> ids, String typed) {
    return typed.matches("[1-9][0-9]?") && Integer.parseInt(typed) <= ids.size()
        ? Integer.parseInt(typed)
        : ids.indexOf(typed) + 1;
  }

  /** Shows what a lab from outside would do in a real cluster, and asks whether it may. */
  void trusted(Catalog labs, Launch launch) {
    if (!console.attended() || launch.banner().mode() == Mode.PRACTICE || labs.trusts()) {
      return;
    }
    console.print(LabPurpose.lines(labs, Optional.empty()));
    Question trust = Question.of(say("app.labs.question"), "yes"::equalsIgnoreCase);
    if (answer(trust).isPresent()) {
      TrustedLabs.in(app.here().state()).add(labs.digest(), labs.chosen());
    } else {
      console.print(List.of(Line.of(INDENT, Role.PLAIN, say("shell.labs.untrusted"))));
    }
  }

  /** Whoever leaves a question goes on without an answer. */
  private Optional<String> answer(Question question) {
    try {
      return user.answer(question);
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }

  /** The command for which a question was left. */
  Optional<String> command() {
    return user.takeCommand();
  }
}
