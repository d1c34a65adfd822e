package dev.egresstls.lab.app.author;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.app.launch.LaunchedRun;
import dev.egresstls.lab.app.query.LiveTracer;
import dev.egresstls.lab.app.query.Queries;
import dev.egresstls.lab.lab.Curriculum;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.trace.TraceAnswer;
import dev.egresstls.lab.trace.TraceQuestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what a quiz names as evidence shows the answer, and no other. */
final class QuizProof {
  private static final String TRY = "try ";
  private static final String TRACE = "trace ";
  private static final int COLUMNS = 100;

  private final LaunchedRun opened;
  private final ProofCases cases;
  private final Map<String, String> tried;

  /**
   * A proof on a cluster where all steps hold.
   *
   * @param tried what {@code try} showed of each what-if that was proved
   */
  QuizProof(LaunchedRun opened, ProofCases cases, Map<String, String> tried) {
    this.opened = opened;
    this.cases = cases;
    this.tried = tried;
  }

  void all() throws InterruptedException {
    for (Curriculum.Item item : opened.run().lab().curriculum().quiz()) {
      of(item);
    }
  }

  private void of(Curriculum.Item item) throws InterruptedException {
    Vars vars = opened.run().vars();
    String name = say("app.author.quiz", item.id());
    String command = vars.show(item.evidence());
    if (command.startsWith(TRY) && !tried.containsKey(command.substring(TRY.length()).strip())) {
      cases.skip(name, say("app.author.quiz.not-tried", command));
      return;
    }
    String[] at = {"quiz", item.id()};
    List<String> showing = item.showing().stream().map(vars::show).map(PrintedText::plain).toList();
    String[] printed = new String[1];
    OptionProof.of(
        cases,
        name,
        item.question(),
        showing.stream().map(text -> !text.isEmpty()).toList(),
        at,
        option -> {
          printed[0] = printed[0] == null ? printed(command) : printed[0];
          String text = showing.get(option - 1);
          return printed[0].contains(text)
              ? Optional.empty()
              : Optional.of(say("app.author.quiz.lacks", command, text));
        });
  }

  private String printed(String command) throws InterruptedException {
    if (command.startsWith(TRY)) {
      return tried.get(command.substring(TRY.length()).strip());
    }
    String url = command.substring(TRACE.length()).strip();
    TraceQuestion question =
        TraceQuestion.of(List.of(url), Optional.empty(), Optional.empty(), Optional.empty());
    LiveTracer tracer = new LiveTracer(opened.world(), opened.run(), question, List.of());
    return PrintedText.of(
        Queries.trace(TraceAnswer.to(question, tracer), false).page().lines(Theme.PLAIN, COLUMNS));
  }
}
