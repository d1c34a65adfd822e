package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.Ref;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something breaks in a session: the learner asks why, and lets the lab mend it. */
class WhysTest {
  private static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");
  private static final Ref CLIENT =
      new Ref("apps/v1", "Deployment", Optional.of("default"), "curl");

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open() {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), 100, state);
  }

  @Test
  void why_names_the_cause_the_evidence_and_the_fix_and_fix_mends_it() throws Exception {
    try (SessionScript session = open()) {
      session.type("run 2").type("run 4").type("run 7").shows("7/8");
      session.press("");
      worlds.delete(SLICE);
      session.awaits("6 broke");
      session
          .type("why")
          .shows(
              "The EndpointSlice google-headless does not exist, so the sidecar has no listener",
              "where  EndpointSlice default/google-headless",
              "expected to exist, found nothing",
              "fix    `fix` writes the EndpointSlice from what DNS returns",
              "read   `show slice`, `explain cause slice-missing`");
      session.type("fix").shows("✓ 6 Generate its EndpointSlice", "203.0.113.10");
      assertEquals(1, session.news().stream().filter(row -> row.contains("✓ 6")).count());
      session.type("explain cause slice-missing").shows("has no listener for the host's", "fix");
      session.type("why").shows("Nothing fails.");
      session.type("fix").shows("Nothing fails, so there is nothing to fix.");
    }
  }

  @Test
  void of_two_causes_the_first_is_told_and_the_other_with_v() throws Exception {
    try (SessionScript session = open()) {
      session.type("run 2").type("run 4").type("run 7").shows("7/8").type("check 8").shows("8/8");
      session.press("");
      worlds.delete(CLIENT);
      session.awaits("4 broke");
      session.press("");
      worlds.delete(SLICE);
      session.awaits("6 broke");
      session.type("check 8");
      session.awaits("○ 8");
      session.type("why 8").shows("The Deployment curl does not exist", "One more problem");
      session.type("why 8 -v").shows("also   slice-missing", "The EndpointSlice google-headless");
      session.type("why 1").shows("Step 1 holds");
      session.type("why nowhere").shows("there is no step \"nowhere\"");
    }
  }
}
