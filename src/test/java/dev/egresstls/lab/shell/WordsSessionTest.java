package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.world.Ref;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hints, the lab's values, and a way to a step, at a terminal in memory. */
class WordsSessionTest {
  private static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open(int columns) {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), columns, state);
  }

  @Test
  void tab_completes_commands_and_what_may_follow_them() {
    try (SessionScript session = open(80)) {
      session.press("sho\t").awaits("› show").press("pol\t").awaits("› show policy");
      session.press("\r").awaits("Enable TLS origination").awaits("(Enter skips) ›");
      session.press("\r").awaitsEmptyPrompt();
      session.press("try wrong-h\t").awaits("› try wrong-hostname");
      session.press("\u0003").awaitsEmptyPrompt();
      session.press("s\t").awaits("show the status of every step").awaits("skip this step");
    }
  }

  @Test
  void hints_come_one_by_one_and_the_last_is_the_solution() {
    try (SessionScript session = open(80)) {
      session
          .type("hint")
          .shows("hint 1 of 3 · 1 Create a cluster", "nothing of it has failed", "Node");
      session.type("hint 6").shows("hint 1 of 3 · 6 Generate its", "EndpointSlice default");
      session
          .type("hint")
          .shows("hint 2 of 3 · 1 Create", "The lab would do this")
          .hides("solution");
      session
          .type("hint")
          .shows("hint 3 of 3, the solution · 1 Create", "kind create cluster")
          .hides("no more");
      session
          .type("hint")
          .shows(
              "There are no more hints for step 1. The last one was:", "hint 3 of 3, the solution");
      session.type("hint slice").shows("hint 2 of 3 · 6 Generate").hides("no more");
      session.type("hint 9").shows("there is no step \"9\"", "from 1 to 8");
    }
  }

  @Test
  void a_hint_is_for_the_step_that_broke_behind_the_learner() throws Exception {
    try (SessionScript session = open(80)) {
      session.type("run 2").type("hint 6").type("run 4").type("run 7").shows("7/8");
      session.type("hint").shows("hint 1 of 3 · 8 ");
      session.press("");
      worlds.delete(SLICE);
      session.awaits("6 broke");
      session.type("hint").shows("hint 1 of 3 · 6 ", "the one that the pod dials");
      session.type("run").shows("8/8");
      session.type("hint").shows("No step is left.", "hint N");
    }
  }

  @Test
  void every_value_stands_beside_where_it_comes_from() {
    try (SessionScript session = open(200)) {
      session.type("vars");
      List<String> host = row(session, "host ");
      assertEquals(List.of("host", "www.google.com", "default"), host);
      assertEquals(List.of("istioVersion", "1.27.9", "track as-written"), row(session, "istioV"));
      session.type("run 2").type("run 4").type("run 6").type("vars");
      assertEquals(
          List.of("ips", "203.0.113.10, 203.0.113.11", "found by the lab"), row(session, "ips"));
      session.type("vars host").shows("vars takes no arguments");
    }
  }

  private static List<String> row(SessionScript session, String begins) {
    String row =
        session.news().stream().filter(one -> one.strip().startsWith(begins)).findFirst().get();
    return List.of(row.strip().split(" {2,}"));
  }

  @Test
  void where_it_is_narrow_a_value_stands_below_its_name() {
    for (int columns : new int[] {40, 80}) {
      try (SessionScript session = open(columns)) {
        session.type("vars").shows("  host  default\n    www.google.com");
        session.all().forEach(row -> assertTrue(Columns.of(row) <= columns, row));
      }
    }
  }

  @Test
  void goto_does_what_comes_before_and_stands_there() {
    try (SessionScript session = open(100)) {
      session.type("run 2").type("skip").shows("skipped");
      session
          .type("goto slice")
          .shows("✓ 3 Install the Istio control plane", "✓ 5 Create a headless Service")
          .shows("You are at step 6, Generate its EndpointSlice.", "5/8")
          .hides("✓ 2 Install the Gateway API")
          .hides("✓ 6");
      session.type("").type("").shows("✓ 6 Generate");
      session.type("goto 3").shows("You are at step 3").hides("✓");
      session.type("goto").shows("goto needs a step", "goto 6");
      session.type("goto 12").shows("there is no step \"12\"");
    }
  }

  @Test
  void goto_stops_at_the_first_step_that_fails() {
    try (SessionScript session = open(100)) {
      session.type("run 2").type("run 4").shows("4/8");
      worlds.resolve("www.google.com", "");
      session
          .type("goto 8")
          .shows("✓ 5", "Step 8 was not reached: step 6 fails. Run `why`.", "5/8")
          .hides("You are at step");
    }
  }

  @Test
  void goto_asks_before_it_changes_somebodys_own_cluster() {
    ChosenLaunch launch = new ChosenLaunch(PracticeOnly.OWN, worlds, Catalog.builtIn());
    try (SessionScript session = SessionScript.open(launch, 100, state)) {
      session.awaits("EKS, 41 nodes").awaitsEmptyPrompt();
      session.press("goto 3\r").awaits("Type prod to allow it");
      session.press("\r").awaitsEmptyPrompt().shows("--allow-cluster prod");
    }
  }
}
