package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is asked to let a cluster be changed is asked once. */
class ConsentTest {
  @TempDir Path home;

  @Test
  void the_name_of_a_cluster_that_is_kept_is_the_only_answer_that_run_needs() {
    CliSession run =
        CliSession.typing(home, "prod\n", "run", "--context", "prod", "--to", "gateway-api");
    assertEquals(2, run.err().split("Type prod to allow it", -1).length, run.err());
    assertFalse(run.err().contains("Run all steps?"), run.err());
    assertTrue(run.out().contains("gateway-api"), run.out());
    assertFalse(run.code() == 6, run.err());
  }

  @Test
  void where_nothing_is_kept_yes_is_the_only_answer() {
    CliSession run = CliSession.typing(home, "yes\n", "run", "--practice", "--to", "cluster");
    assertEquals(2, run.err().split("Run all steps?", -1).length, run.err());
    assertEquals(0, run.code(), run.err());
    CliSession none = CliSession.typing(home, "\n", "run", "--practice", "--to", "cluster");
    assertEquals(6, none.code(), none.err());
  }
}
