package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was not reached has not failed. */
class CheckSessionTest {
  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open() {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), 100, state);
  }

  @Test
  void check_on_an_empty_cluster_is_one_line_and_nothing_has_failed() {
    try (SessionScript session = open()) {
      session.type("check").shows("0 of 8 hold · next: 1 Create a cluster").hides("✗");
      assertEquals(2, session.news().size(), () -> String.join("\n", session.news()));
      assertFalse(session.bar().contains("✗"), session.bar());
      session.type("status").shows("○ 8").hides("✗");
    }
  }

  @Test
  void check_does_not_switch_predictions_off() {
    try (SessionScript session = open()) {
      session.type("check").type("run 4").type("check").shows("4 of 8 hold · next: 5");
      session.type("").shows("How will the sidecar's cluster").type("2").shows("✓ 5");
      session.type("check 6").shows("○ 6", "EndpointSlice default/google-headless").hides("✗");
      session.type("").shows("What does the slice").type("").type("check").hides("✓ 8");
      session.type("").shows("? ").type("").type("check").hides("✓ 8").type("");
      session.shows("What would the same request do on port 80?");
    }
  }

  @Test
  void what_was_not_asked_is_not_called_a_prediction_that_is_missing() {
    try (SessionScript session = open()) {
      session.type("run 4").type("").type("").type("run").shows("All 8 steps hold");
      session.shows("– no prediction; the answer: it takes the address");
      session.shows("– not asked; the answer: one listener for each", "○ not asked");
    }
  }

  @Test
  void what_was_begun_by_hand_and_is_wrong_fails() {
    try (SessionScript session = open()) {
      session.type("run 4");
      worlds.apply(
          """
          apiVersion: v1
          kind: Service
          metadata: {name: google-headless, namespace: default}
          spec: {ports: [{name: https, port: 443}]}
          """);
      session.type("check").shows("✗ 5", "spec.clusterIP", "4 of 8 hold").hides("○");
      session.awaitsInBar("✗ service").awaitsInBar("○ slice");
    }
  }
}
