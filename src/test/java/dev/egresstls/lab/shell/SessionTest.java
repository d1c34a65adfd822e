package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.render.text.Columns;
import dev.egresstls.lab.world.Ref;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sessions at a terminal in memory, on the practice cluster. */
class SessionTest {
  private static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open(int columns) {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), columns, state);
  }

  @Test
  void enter_walks_through_all_eight_steps() {
    try (SessionScript session = open(100)) {
      session.shows("BackendTLSPolicy for egress", "as written · 8 steps", "○ slice");
      session.type("").shows("What leaves the node?").type("");
      session.shows("✓ 1 Create a cluster", "node kind-control-plane Ready", "1/8");
      session.type("next").type("2").shows("bundle v1.3.0", "Your prediction was right", "2/8");
      session.type("n").type("").type("").type("").type("");
      session.shows("How will the sidecar's cluster", "Enter skips");
      session.type("").shows("✓ 5 Create a headless Service").hides("Your prediction");
      session
          .type("")
          .type("1")
          .shows("✓ 6 Generate", "Your prediction was right: one listener for each");
      session
          .type("")
          .type("2")
          .shows("accepted by", "Your prediction: one named", "The answer: none");
      session
          .type("")
          .shows("What would the same request do on port 80?", "3 HTTP 200 without TLS")
          .type("1")
          .shows("HTTP 200 over TLS", "exit 0", "Why port 443", "Your prediction: it fails")
          .shows("try port-80", "All 8 steps hold", "8/8");
      session.type("").shows("All 8 steps hold.", "Predictions and results");
      session.shows(
          "– no prediction; the answer: it takes the address",
          "✓ your prediction was right: one listener");
      session.shows(
          "✗ your prediction: one named",
          "the answer: none",
          "observed: kubectl -n default get destinationrules shows: none");
      session.shows("○ your prediction: it fails", "`try port-80` shows it", "until you quit");
      session.type("hint 6").type("try port-80").type("3").type("").hides("`try port-80` shows it");
      session.shows(
          "✗ your prediction: it fails", "the answer: HTTP 200 without TLS", "1 at step 6");
      assertEquals(0, session.type("quit").ends());
    }
  }

  @Test
  void no_row_is_wider_than_the_terminal_but_commands_to_copy() {
    for (int columns : new int[] {20, 40, 80, 200}) {
      try (SessionScript session = open(columns)) {
        session.type("run 2").type("status").type("help").shows("quit");
        for (String row : session.all()) {
          assertTrue(Columns.of(row) <= columns, row);
        }
      }
    }
  }

  @Test
  void show_gives_the_tutorials_command_letter_by_letter() {
    try (SessionScript session = open(80)) {
      session.type("show slice").shows("6  Generate its EndpointSlice");
      session.shows("\n    kubernetes.io/service-name: google-headless\naddressType: IPv4\n");
      session.shows("the lab", "? What does the slice");
      session.type("").type("show slice").hides("? What does the slice");
    }
    ChosenLaunch own = new ChosenLaunch(PracticeOnly.OWN, worlds, Catalog.builtIn());
    try (SessionScript session = SessionScript.open(own, 100, state)) {
      session.awaits("EKS, 41 nodes").awaitsEmptyPrompt();
      session.type("show slice").shows("\nIPS=$(dig +short A www.google.com | sort -u)");
    }
  }

  /** A practice cluster's names are known to nobody outside of it. */
  @Test
  void in_practice_the_command_by_hand_asks_the_practice_dns() {
    try (SessionScript session = open(200)) {
      session.type("show slice").hides("dig");
      session.shows("\nIPS=$(kubectl exec deploy/curl -c curl -- getent ahostsv4 ");
    }
  }

  @Test
  void what_breaks_is_told_above_the_prompt_and_does_not_disturb_what_is_typed() throws Exception {
    try (SessionScript session = open(100)) {
      session.type("run").shows("8/8");
      session.press("sta");
      worlds.delete(SLICE);
      session.awaits("6 broke: EndpointSlice default/google-headless").awaits("found at");
      session.awaits("6/8 › sta");
      session.type("tus").shows("✗ 6", "fails");
      session.type("").shows("✓ 6 Generate its EndpointSlice");
    }
  }

  @Test
  void a_slice_that_drifted_from_dns_is_seen_and_written_again() {
    try (SessionScript session = open(60)) {
      session.type("run").shows("8/8");
      session.type("dns").shows("The slice has the addresses that DNS returns.");
      worlds.resolve("www.google.com", "203.0.113.11,203.0.113.12");
      session
          .type("dns")
          .shows("no      not in DNS", "300 s   not in the slice", "PassthroughCluster");
      session.type("refresh").shows("gets 203.0.113.11,", "✓ 6", "✓ 7", "✓ 8", "8/8");
      session.type("refresh").shows("nothing is written");
    }
  }

  @Test
  void ctrl_c_at_the_prompt_throws_the_line_away() {
    try (SessionScript session = open(80)) {
      session.press("quit").awaits("› quit").press("\u0003").awaitsEmptyPrompt();
      session.type("status").shows("○ 1 cluster");
    }
  }

  @Test
  void ctrl_c_interrupts_a_step_and_not_the_program() {
    worlds.hold();
    try (SessionScript session = open(100)) {
      session.press("run 1\r");
      worlds.awaitHeld();
      session.press("\u0003").awaits("interrupted").awaitsEmptyPrompt();
      worlds.release();
      session.type("run 1").shows("✓ 1 Create a cluster");
    }
  }

  @Test
  void a_cluster_of_somebodys_own_is_not_touched_before_its_name_was_typed() {
    ChosenLaunch launch = new ChosenLaunch(PracticeOnly.OWN, worlds, Catalog.builtIn());
    try (SessionScript session = SessionScript.open(launch, 100, state)) {
      session.awaits("EKS, 41 nodes").awaitsEmptyPrompt();
      session.press("run 1\r").awaits("Service google-headless").awaits("Type prod to allow it");
      session.press("\r").awaitsEmptyPrompt().shows("--allow-cluster prod");
      session.press("run 1\r").awaits("Type prod to allow it");
      session.press("prod\r").awaits("✓ 1 Create a cluster").awaitsEmptyPrompt();
      session.type("run 2").shows("✓ 2");
    }
  }

  @Test
  void ctrl_d_leaves() {
    try (SessionScript session = open(80)) {
      session.press("\u0004");
      assertEquals(0, session.ends());
    }
  }

  @Test
  void a_slip_of_the_finger_is_understood_or_asked_about() {
    try (SessionScript session = open(80)) {
      session.type("stats").shows("unknown command \"stats\"", "did you mean status?");
      session.type("s").shows("\"s\" could be show, status, skip, sh, set");
      session.type("sho 9").shows("there is no step \"9\"", "from 1 to 8");
    }
  }

  @Test
  void a_skipped_step_is_never_shown_as_holding() {
    try (SessionScript session = open(80)) {
      session.type("skip").shows("– 1 cluster", "skipped", "You are at step 2", "0/8");
      session.type("back").shows("You are at step 1");
    }
  }

  @Test
  void a_history_that_cannot_be_written_disturbs_nobody() throws Exception {
    Path file = java.nio.file.Files.writeString(state.resolve("no-folder"), "x");
    ChosenLaunch launch = new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn());
    try (SessionScript session = SessionScript.open(launch, 80, file)) {
      session.type("help").shows("quit").hides("history");
    }
  }

  @Test
  void nothing_is_left_running_behind_a_session() {
    SessionScript session = open(80);
    session.type("run 1");
    session.close();
    assertTrue(worlds.closed());
    assertEquals(1, worlds.opened());
  }
}
