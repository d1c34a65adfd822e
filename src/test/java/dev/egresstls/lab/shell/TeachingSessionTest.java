package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.PredictionQuestion;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Teaching;
import dev.egresstls.lab.render.PictureLines;
import dev.egresstls.lab.render.text.Layout;
import dev.egresstls.lab.render.text.Prose;
import dev.egresstls.lab.render.text.Theme;
import dev.egresstls.lab.trace.Picture;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner who only presses Enter, and answers what is asked. */
class TeachingSessionTest {
  private static final Lab LAB = Catalog.builtIn().read("backend-tls-egress", Optional.empty());

  @TempDir Path state;

  private SessionScript open(int columns) {
    return SessionScript.teaching(
        new ChosenLaunch(PracticeOnly.CHOICE, new PracticeOnly(), Catalog.builtIn()),
        columns,
        state);
  }

  @Test
  void enter_explains_a_step_and_enter_again_does_it() {
    try (SessionScript session = open(100)) {
      for (int number = 1; number <= LAB.steps().size(); number++) {
        Step step = LAB.steps().get(number - 1);
        session.type("").shows(number + "  " + step.title(), "?").hides("✓");
        int done = number - 1;
        Optional<PredictionQuestion> request = step.teaching().orElseThrow().request();
        request.ifPresent(question -> session.type(String.valueOf(question.answer())));
        session
            .type(String.valueOf(step.predict().orElseThrow().answer()))
            .shows("does this step", done + "/8 ›")
            .hides("✓");
        session.type("").shows("✓ " + number, number + "/8");
      }
      session.shows("All 8 steps hold", "decides the port", "EDS");
    }
  }

  @Test
  void what_is_struck_while_a_step_is_done_answers_no_question_and_does_no_step() {
    try (SessionScript session = open(100)) {
      session.type("").type("").press("\r".repeat(8));
      session.awaits("✓ 1").awaits("1/8 ›").hides("predict");
      session
          .press("x\ry\r")
          .awaits("unknown command \"x\"")
          .awaits("unknown command \"y\"")
          .prompted();
      session.type("help").type("").shows("predict 1 to 3").hides("✓ 2");
    }
  }

  @Test
  void a_wrong_prediction_gets_its_why_and_the_end_shows_what_proves_the_right_one() {
    try (SessionScript session = open(100)) {
      session.type("run 4").type("").type("1").type("");
      session.shows(
          "Your prediction: from the EndpointSlice",
          "has type EDS",
          "istioctl -n default proxy-config cluster deploy/curl --fqdn",
          "shows: type ORIGINAL_DST");
      session.type("").type("1").type("");
      session.shows("203.0.113.10_443", "+listener", "+cluster", "no TLS");
      session.type("run");
      session.shows("observed: istioctl -n default proxy-config listener deploy/curl --port 443");
    }
  }

  @Test
  void the_request_is_sent_before_the_policy_and_after_it() {
    try (SessionScript session = open(100)) {
      session.type("run 6").type("").shows("There is no policy yet").type("2").type("3").type("");
      session.shows(
          "The request before this step",
          "Observed: curl exit 52, no TLS",
          "✓ 7",
          "The same request after it",
          "+cluster",
          "Observed: curl exit 0, HTTP 200, over TLS",
          "+ transport_socket: envoy.transport_sockets.tls",
          "+   sni: www.google.com",
          "kubectl -n default get destinationrules shows: none");
    }
  }

  @Test
  void whoever_knows_the_lab_is_told_nothing_around_a_step() {
    try (SessionScript session = open(100)) {
      session.type("set brisk").shows("Enter does each step at once");
      session.type("").shows("?").type("").shows("✓ 1", "1/8").hides("does this step");
      session.type("set teach").type("").shows("Install the Gateway API").hides("✓");
      session.type("next").shows("✓ 2");
      session.type("run 4").shows("✓ 4").hides("does this step");
    }
  }

  @Test
  void a_page_of_a_step_is_short() {
    for (Step step : LAB.steps()) {
      Teaching teaching = step.teaching().orElseThrow();
      Layout layout = new Layout(Theme.PLAIN, 80);
      int rows = 1 + layout.rows(Prose.lines(teaching.brief(), 5, 80)).size();
      if (step.equals(LAB.steps().get(0))) {
        Picture first = Picture.before("www.google.com");
        rows += 1 + layout.rows(PictureLines.of(first, Theme.PLAIN, 80)).size();
      }
      assertTrue(rows <= 12, step.id() + ": " + rows);
      assertEquals(
          step.predict().orElseThrow().options().size(),
          step.predict().get().shownBy().isPresent() && step.predict().get().why().isEmpty()
              ? step.predict().get().options().size()
              : step.predict().get().why().size());
    }
  }
}
