package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Curriculum;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quiz at a terminal in memory, and that what it says is so. */
class QuizSessionTest {
  @TempDir Path state;

  private static final String TUTORIAL = "backend-tls-egress";

  private SessionScript open(String id, String track) {
    var choice = PracticeOnly.CHOICE.inPractice(Optional.of(track));
    return SessionScript.open(
        new ChosenLaunch(choice, new PracticeOnly(), Catalog.builtIn().choosing(id)), 100, state);
  }

  private static Lab lab(String id, String track) {
    return Catalog.builtIn().read(id, Optional.of(track));
  }

  @ParameterizedTest
  @CsvSource({
    "backend-tls-egress, as-written",
    "backend-tls-egress, current",
    "service-entry-egress, policy",
    "egress-gateway, current"
  })
  void the_evidence_of_each_question_shows_the_answer(String id, String track) {
    Lab lab = lab(id, track);
    Vars vars = Vars.of(lab, Map.of());
    assertTrue(lab.curriculum().quiz().size() >= 8);
    List<String> missing = new ArrayList<>();
    try (SessionScript session = open(id, track)) {
      int steps = lab.steps().size();
      session.type("run").shows(steps + "/" + steps);
      for (Curriculum.Item item : lab.curriculum().quiz()) {
        session.type(vars.fill(item.evidence()));
        if (item.evidence().startsWith("try ")) {
          boolean asked = String.join("\n", session.news()).contains("?");
          (asked ? session.type("") : session).shows("The prediction came true.", "checked again");
        }
        String shown = String.join(" ", session.news()).replaceAll("\\s+", " ");
        if (!shown.contains(vars.fill(item.shows()))) {
          missing.add(item.id() + ": " + item.shows() + "\n" + String.join("\n", session.news()));
        }
      }
    }
    assertEquals("", String.join("\n", missing));
  }

  @Test
  void answers_are_judged_at_once_and_open_questions_are_asked_again() {
    List<Curriculum.Item> items = lab(TUTORIAL, "as-written").curriculum().quiz();
    try (SessionScript session = open(TUTORIAL, "as-written")) {
      session.type("quiz").shows("question 1 of 10", "Who starts the TLS", "4 istiod");
      session.type("1").shows("✗ Wrong. The answer: the sidecar");
      session.shows("`trace http://www.google.com:443` shows: yes, started", "question 2 of 10");
      session.type("").hides("answer:").hides("Right.");
      for (Curriculum.Item item : items.subList(2, 10)) {
        session.type(String.valueOf(item.question().answer())).shows("✓ Right.");
      }
      session.shows("8 of 9 answers are right.", "1 question is open.");
      session.type("quiz").shows("question 2 of 10").hides("question 1 of");
      session.type("2").shows("9 of 10 answers are right.").hides("open");
      session.type("quiz").shows("9 of 10 answers").hides("question 1");
      session.type("quiz again").shows("question 1 of 10");
      for (int question = 1; question <= 10; question++) {
        session.type("");
      }
      session.shows("10 questions are open.");
      assertTrue(session.all().stream().noneMatch(row -> row.contains("${")));
    }
  }
}
