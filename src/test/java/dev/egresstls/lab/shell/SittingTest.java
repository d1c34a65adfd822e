package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.cli.open.ChosenLaunch;
import dev.egresstls.lab.cli.open.PracticeOnly;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.world.Ref;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sittings at a terminal in memory, on the practice cluster. */
class SittingTest {
  private static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private Sitting open(int columns) {
    return Sitting.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), columns, state);
  }

  @Test
  void enter_walks_through_all_eight_steps() {
    try (Sitting sitting = open(100)) {
      sitting.shows("BackendTLSPolicy for egress", "as written · 8 steps", "○ slice");
      sitting.type("").shows("✓ 1 Create a cluster", "node kind-control-plane Ready", "1/8");
      sitting.type("next").shows("bundle v1.3.0", "2/8");
      sitting.type("n").type("").type("").shows("How will the sidecar's cluster", "Enter skips");
      sitting.type("").shows("✓ 5 Create a headless Service").hides("You guessed");
      sitting.type("").type("1").shows("✓ 6 Generate", "You guessed it: one listener for each");
      sitting.type("").type("2").shows("accepted by", "You guessed: one named", "It is: none");
      sitting
          .type("")
          .shows("What would the same request do on port 80?", "3 HTTP 200 without TLS")
          .type("1")
          .shows("HTTP 200 over TLS", "exit 0", "Why port 443", "You guessed: it fails")
          .shows("try port-80", "All 8 steps hold", "8/8");
      sitting.type("").shows("All 8 steps hold.", "What was foretold, and what happened");
      sitting.shows("– no guess; it is: it takes the address", "✓ you said it: one listener");
      sitting.shows("✗ you said: one named", "it is: none", "seen: accepted by istio.io");
      sitting.shows("○ you said: it fails", "`try port-80` shows it", "until you quit");
      sitting.type("hint 6").type("try port-80").type("3").type("").hides("`try port-80` shows it");
      sitting.shows("✗ you said: it fails", "it is: HTTP 200 without TLS", "1 at step 6");
      assertEquals(0, sitting.type("quit").ends());
    }
  }

  @Test
  void no_row_is_wider_than_the_terminal_but_commands_to_copy() {
    for (int columns : new int[] {20, 40, 80, 200}) {
      try (Sitting sitting = open(columns)) {
        sitting.type("run 2").type("status").type("help").shows("quit");
        for (String row : sitting.all()) {
          assertTrue(Columns.of(row) <= columns, row);
        }
      }
    }
  }

  @Test
  void show_gives_the_tutorials_command_letter_by_letter() {
    try (Sitting sitting = open(80)) {
      sitting.type("show slice").shows("6  Generate its EndpointSlice");
      sitting.shows(
          "\nIPS=$(dig +short A www.google.com | sort -u)", "the lab", "? What does the slice");
      sitting.type("").type("show slice").hides("? What does the slice");
    }
  }

  @Test
  void what_breaks_is_told_above_the_prompt_and_does_not_disturb_what_is_typed() throws Exception {
    try (Sitting sitting = open(100)) {
      sitting.type("run").shows("8/8");
      sitting.press("sta");
      worlds.delete(SLICE);
      sitting.awaits("6 broke: EndpointSlice default/google-headless").awaits("seen at");
      sitting.awaits("6/8 › sta");
      sitting.type("tus").shows("✗ 6", "does not hold");
      sitting.type("").shows("✓ 6 Generate its EndpointSlice");
    }
  }

  @Test
  void a_slice_that_drifted_from_dns_is_seen_and_written_again() {
    try (Sitting sitting = open(60)) {
      sitting.type("run").shows("8/8");
      sitting.type("dns").shows("The slice has what DNS says.");
      worlds.resolve("www.google.com", "203.0.113.11,203.0.113.12");
      sitting
          .type("dns")
          .shows("no      not in DNS", "300 s   not in the slice", "PassthroughCluster");
      sitting.type("refresh").shows("gets 203.0.113.11,", "✓ 6", "✓ 7", "✓ 8", "8/8");
      sitting.type("refresh").shows("nothing is written");
    }
  }

  @Test
  void ctrl_c_at_the_prompt_throws_the_line_away() {
    try (Sitting sitting = open(80)) {
      sitting.press("quit").awaits("› quit").press("\u0003").awaitsEmptyPrompt();
      sitting.type("status").shows("○ 1 cluster");
    }
  }

  @Test
  void ctrl_c_interrupts_a_step_and_not_the_program() {
    worlds.hold();
    try (Sitting sitting = open(100)) {
      sitting.press("next\r");
      worlds.awaitHeld();
      sitting.press("\u0003").awaits("interrupted");
      worlds.release();
      sitting.type("next").shows("✓ 1 Create a cluster");
    }
  }

  @Test
  void a_cluster_of_somebodys_own_is_not_touched_before_its_name_was_typed() {
    ChosenLaunch opening = new ChosenLaunch(PracticeOnly.OWN, worlds, Catalog.builtIn());
    try (Sitting sitting = Sitting.open(opening, 100, state)) {
      sitting.awaits("EKS, 41 nodes").awaitsEmptyPrompt();
      sitting.press("next\r").awaits("Service google-headless").awaits("Type prod to let it");
      sitting.press("\r").awaitsEmptyPrompt().shows("--allow-cluster prod");
      sitting.press("next\r").awaits("Type prod to let it");
      sitting.press("prod\r").awaits("✓ 1 Create a cluster").awaitsEmptyPrompt();
      sitting.type("next").shows("✓ 2");
    }
  }

  @Test
  void ctrl_d_leaves() {
    try (Sitting sitting = open(80)) {
      sitting.press("\u0004");
      assertEquals(0, sitting.ends());
    }
  }

  @Test
  void a_slip_of_the_finger_is_understood_or_asked_about() {
    try (Sitting sitting = open(80)) {
      sitting.type("stats").shows("there is no command \"stats\"", "did you mean status?");
      sitting.type("s").shows("\"s\" could be show, status, skip");
      sitting.type("sho 9").shows("there is no step \"9\"", "from 1 to 8");
    }
  }

  @Test
  void a_skipped_step_is_never_shown_as_holding() {
    try (Sitting sitting = open(80)) {
      sitting.type("skip").shows("– 1 cluster", "left out", "Standing at step 2", "0/8");
      sitting.type("back").shows("Standing at step 1");
    }
  }

  @Test
  void a_history_that_cannot_be_written_disturbs_nobody() throws Exception {
    Path file = java.nio.file.Files.writeString(state.resolve("no-folder"), "x");
    ChosenLaunch opening = new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn());
    try (Sitting sitting = Sitting.open(opening, 80, file)) {
      sitting.type("help").shows("quit").hides("history");
    }
  }

  @Test
  void nothing_is_left_running_behind_a_sitting() {
    Sitting sitting = open(80);
    sitting.type("next");
    sitting.close();
    assertTrue(worlds.closed());
    assertEquals(1, worlds.opened());
  }
}
