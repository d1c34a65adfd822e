package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab from outside on a cluster that is no practice cluster. */
class TrustTest {
  private static final Map<String, String> NOTHING = Map.of();

  @TempDir Path home;
  private String folder;

  @BeforeEach
  void a_lab_from_outside() {
    folder = home.resolve("my-lab").toString();
    CliSession.run(home, NOTHING, "new", folder);
  }

  private CliSession run(String... more) {
    String[] all = new String[more.length + 7];
    String[] first = {
      "run", "--yes", "--context", "prod", "--allow-cluster", "prod", "--lab=" + folder
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return CliSession.run(home, NOTHING, all);
  }

  @Test
  void it_runs_no_tool_until_it_is_trusted() {
    CliSession refused = run();
    String text = refused.out() + refused.err();
    assertEquals(6, refused.code(), text);
    assertTrue(text.contains("may not run tools"), text);
    assertTrue(text.contains("egresstls-lab trust"), text);
    CliSession shown = CliSession.run(home, NOTHING, "trust", folder, "--yes");
    assertTrue(shown.out().contains("istioctl install"), shown.out());
    CliSession trusted = run("--to", "2");
    assertTrue(!(trusted.out() + trusted.err()).contains("may not run tools"), trusted.out());
  }

  @Test
  void trust_may_be_for_one_run() {
    CliSession once = run("--trust", "--to", "2");
    assertTrue(!(once.out() + once.err()).contains("may not run tools"), once.out() + once.err());
    assertTrue(run().err().contains("may not run tools") || run().out().contains("may not"));
  }

  @Test
  void it_needs_no_trust_in_practice() {
    CliSession practice =
        CliSession.run(home, NOTHING, "run", "--yes", "--practice", "--lab", folder);
    assertEquals(0, practice.code(), practice.out() + practice.err());
  }
}
