package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beginning again, and on another track. */
class RestartSessionTest {
  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open() {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), 100, state);
  }

  @Test
  void reset_gives_a_fresh_practice_cluster_after_a_question() {
    try (SessionScript session = open()) {
      session.type("run 2").type("run 4").shows("4/8");
      session.press("reset\r").awaits("Type yes to replace this practice cluster");
      session.press("\r").awaits("The cluster was kept.").awaitsEmptyPrompt();
      session.type("status").shows("4/8");
      session.press("reset\r").awaits("Type yes to replace this practice cluster");
      session.press("yes\r").awaits("BackendTLSPolicy for egress").awaits("0/8");
      session.awaitsEmptyPrompt();
      assertEquals(2, worlds.opened());
      session.type("get nodes").shows("There are no nodes");
      session.type("run 2").shows("✓ 1", "✓ 2", "2/8").type("run 4").shows("4/8");
      session.type("log").shows("started again on the track as-written");
    }
  }

  @Test
  void track_says_which_there_are_and_begins_again_on_another() {
    try (SessionScript session = open()) {
      session
          .type("track")
          .shows("✓ as-written", "this one, because it is the lab's default", "○ current");
      session.type("track currnt").shows("there is no track \"currnt\"; did you mean current?");
      session.type("track as-written").shows("This is already the track as-written.");
      session.type("track current").shows("Istio 1.31.1", "0/8").hides("Type yes");
      session.type("run 2").type("run 4").shows("istiod 1.31.1", "4/8");
      session
          .type("track")
          .shows("✓ current", "this one, because it was chosen", "fits this cluster, which has");
      session.type("run 7").shows("7/8").type("check 8").shows("8/8");
    }
  }

  @Test
  void on_a_cluster_of_ones_own_nothing_is_taken_away_and_nothing_begins_again() {
    ChosenLaunch launch = new ChosenLaunch(PracticeOnly.OWN, worlds, Catalog.builtIn());
    try (SessionScript session = SessionScript.open(launch, 100, state)) {
      session.awaits("EKS, 41 nodes").awaitsEmptyPrompt();
      session
          .type("track current")
          .shows("the track cannot change on prod", "egresstls-lab --track current");
      session.type("reset").shows("nothing was deleted", "This session has created nothing there.");
    }
  }
}
