package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.render.text.Columns;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What-ifs at a terminal in memory, on the practice cluster. */
class WhatIfSessionTest {
  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open(int columns) {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), columns, state);
  }

  @Test
  void every_what_if_of_the_lab_runs_in_practice_and_all_steps_hold_afterwards() {
    Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.empty());
    assertTrue(lab.whatIfs().size() >= 20);
    // Each session's screen has room for so many of them.
    for (int begin = 0; begin < lab.whatIfs().size(); begin += 8) {
      List<WhatIf> some = lab.whatIfs().subList(begin, Math.min(begin + 8, lab.whatIfs().size()));
      try (SessionScript session = open(100)) {
        session.type("run").shows("8/8");
        some.forEach(whatIf -> tried(session, whatIf));
        session.type("check").shows("8 of 8 hold");
        assertEquals(0, session.type("quit").ends());
      }
    }
  }

  private static void tried(SessionScript session, WhatIf whatIf) {
    assertTrue(whatIf.predict().isPresent(), whatIf.id());
    session.type("try " + whatIf.id()).shows("? ", "Enter skips");
    int right = whatIf.predict().get().answer();
    session
        .type(String.valueOf(right))
        .shows("The prediction came true.", "Your prediction was right");
    session.shows("undone", "all 8 steps hold").hides("✗");
  }

  @Test
  void before_the_steps_are_done_the_list_says_which_are_open() {
    try (SessionScript session = open(60)) {
      session.type("try").shows("port-80", "hold yet: 1 cluster");
      session
          .type("try port-80")
          .shows("cannot run here", "cluster, 2 gateway-api")
          .hides("Enter skips");
      session.type("try port-08").shows("no what-if \"port-08\"", "did you mean port-80?");
      session.type("try back").shows("Nothing was left behind.");
      for (String row : session.all()) {
        assertTrue(Columns.of(row) <= 60, row);
      }
    }
  }

  @Test
  void paths_say_what_comes_next_and_what_is_done_in_all_sessions() {
    try (SessionScript session = open(100)) {
      session.type("try next").shows("these steps do not hold yet").hides("Enter skips");
      session.type("run").shows("8/8", "`try next` runs the next what-if (Send the same request");
      session.type("try").shows("everybody, in order\n  ○ port-80 ", "\n  versions\n  ○ no-alpha");
      session.type("try next").shows("What does the request do on port 80?");
      session.type("").shows("The prediction came true.");
      session.type("try").shows("  ✓ port-80 ", "  ○ no-policy ");
      session.type("next").shows("next what-if (Delete the policy)");
    }
    try (SessionScript session = open(100)) {
      session.type("run").type("try no-policy").type("").type("try").shows("✓ port-80", "✓ no-p");
      session.type("try next").shows("DNS answers with an address that the slice lacks").type("");
    }
  }

  @Test
  void where_there_is_no_room_beside_an_id_its_title_stands_below() {
    try (SessionScript session = open(40)) {
      session.type("try").shows("\n  ○ port-80\n      Send the same request to port 80\n");
    }
  }

  @Test
  void somebodys_own_cluster_is_changed_only_after_its_name_was_typed() {
    ChosenLaunch launch = new ChosenLaunch(PracticeOnly.OWN, worlds, Catalog.builtIn());
    try (SessionScript session = SessionScript.open(launch, 100, state)) {
      session.awaits("EKS, 41 nodes").awaitsEmptyPrompt();
      session.press("run\r").awaits("Type prod to allow it");
      session.press("prod\r").awaits("8/8");
      session.awaitsEmptyPrompt();
      session.type("try https-443").type("").shows("The prediction came true.");
      // Nobody else has a sidecar, so there is nobody else to ask for.
      session.type("try registry-only").type("").shows("The prediction came true.");
    }
  }
}
