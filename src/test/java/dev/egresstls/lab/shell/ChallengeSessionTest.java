package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Challenges at a terminal in memory, on the practice cluster. */
class ChallengeSessionTest {
  @TempDir Path state;

  private SessionScript open(int columns) {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, new PracticeOnly(), Catalog.builtIn()),
        columns,
        state);
  }

  @Test
  void the_learner_is_told_the_symptom_and_gives_up() {
    try (SessionScript session = open(100)) {
      session
          .type("challenge")
          .shows("A challenge needs a cluster where all steps hold", "1 cluster");
      session.type("challenge stop").shows("No challenge is running.");
      session.type("run").shows("8/8");
      session
          .type("challenge easy --seed 7")
          .shows("Something is broken. Seed 7", "http://www.google.com:443", "since", "challenge ›")
          .hides("google-headless")
          .hides("✗");
      session.awaitsInBar("challenge easy 7");
      for (String line :
          new String[] {
            "run", "goto 7", "fix", "try port-80", "refresh", "undo", "reset", "skip"
          }) {
        session.type(line).shows("A challenge is running", "gives up and restores").hides("✓");
      }
      session.type("track current").shows("A challenge is running");
      session.type("").shows("✗ Not fixed: http://www.google.com:443", "5 of 8");
      session.type("check").shows("Not fixed").hides("expected");
      session.type("hint").shows("hint 1 of 3");
      session.type("why").shows("why would give the answer away", "hint 2 of 3").hides("fix");
      session.type("get pods").shows("curl-");
      session.type("challenge").shows("easy, seed 7", "2 hints", "3 looks");
      session.type("status").shows("easy, seed 7").hides("✗");
      session.type("challenge hard").shows("running already");
      session.type("why").shows("where", "explain cause");
      session
          .type("challenge stop")
          .shows("Answer:", "all 8 steps hold", "Given up", "3 hints · 3 looks", "8/8");
      session.type("report").shows("Challenges", "easy, --seed 7", "not solved");
      session.type("log").shows("challenge easy, seed 7: given up; it was:");
      session.type("check").shows("8 of 8 hold");
      session.type("challenge easy --seed 7").shows("Something is broken");
      session.type("why").shows("A hint comes first");
      session.type("why").shows("where", "explain cause").hides("Nothing fails");
      session.type("challenge stop").shows("Given up", "8/8");
      assertEquals(0, session.type("quit").ends());
    }
  }

  @Test
  void leaving_the_lab_gives_up_and_restores() {
    try (SessionScript session = open(60)) {
      session.type("run").shows("8/8");
      session.type("challenge hard --seed 3").shows("Two things are broken.");
      assertEquals(0, session.type("quit").ends());
      assertTrue(session.shows("Given up", "all 8 steps hold") != null);
    }
  }

  @Test
  void the_same_seed_breaks_the_same_again() {
    try (SessionScript session = open(100)) {
      session.type("run").shows("8/8");
      String first = "";
      for (int i = 0; i < 2; i++) {
        session.type("challenge hard --seed 11").type("challenge stop").shows("Given up");
        String was =
            String.join(
                "\n", session.news().stream().filter(one -> one.contains("Answer:")).toList());
        assertEquals(2, was.lines().count());
        first = first.isEmpty() ? was : first;
        assertEquals(first, was);
      }
      session.type("challenge --seed x").shows("a seed is a whole number, not x");
    }
  }
}
