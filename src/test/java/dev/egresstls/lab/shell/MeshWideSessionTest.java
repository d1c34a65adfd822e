package dev.egresstls.lab.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.Ref;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What-ifs that change Istio for others, too, at a terminal and on somebody's own cluster. */
class MeshWideSessionTest {
  private static final String WHOM = "1 other namespace has sidecars (team-b)";
  private static final String ASKED = "Type yes to change Istio for all of them";
  private static final String NAME = "Type prod to allow it";

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open() {
    SessionScript session =
        SessionScript.open(
            new ChosenLaunch(PracticeOnly.OWN, worlds, Catalog.builtIn()), 120, state);
    return session.awaits("EKS, 41 nodes").awaitsEmptyPrompt();
  }

  private void anotherTeamHasSidecars() {
    worlds.apply("{apiVersion: v1, kind: Namespace, metadata: {name: team-b}}");
    worlds.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: shop, namespace: team-b}
        spec:
          containers:
          - {name: shop, image: shop}
          - {name: istio-proxy, image: "docker.io/istio/proxyv2:1.27.9"}
        """);
  }

  private String meshConfig() {
    Ref ref = new Ref("v1", "ConfigMap", Optional.of("istio-system"), "istio");
    return worlds.cluster().resources().get(ref).orElseThrow().at("data.mesh").text("");
  }

  private static long asked(SessionScript session, String question) {
    return session.all().stream().filter(row -> row.contains(question)).count();
  }

  @Test
  void a_change_of_istio_names_whom_it_hits_and_asks_each_time_but_for_the_cluster_once() {
    try (SessionScript session = open()) {
      session.press("run\r").awaits(NAME);
      session.press("prod\r").awaits("✓ 8 ").awaitsEmptyPrompt();
      anotherTeamHasSidecars();
      String before = meshConfig();
      for (String whatIf : new String[] {"registry-only", "no-alpha-flag"}) {
        session.press("try " + whatIf + "\r").awaits(ASKED).shows(WHOM);
        session.press("\r").awaitsEmptyPrompt().shows(WHOM);
        assertEquals(before, meshConfig(), whatIf);
      }
      session.press("try registry-only\r").awaits(ASKED);
      session.press("scratch\r").awaits("predict 1 to");
      session.press("2\r").awaits("undone").awaitsEmptyPrompt();
      assertEquals(before, meshConfig());
      session.press("try registry-only\r").awaits(ASKED);
      session.press("yes\r").awaits("predict 1 to");
      session.press("2\r").awaits("all 8 steps hold").awaitsEmptyPrompt();
      assertEquals(before, meshConfig());
      assertFalse(session.all().stream().anyMatch(row -> row.contains("✗ ")));
      session.press("undo --all\r").awaits("Type yes to undo this");
      session.press("yes\r").awaits("is deleted").awaitsEmptyPrompt();
      assertEquals(1, asked(session, NAME), () -> String.join("\n", session.all()));
      assertEquals(4, asked(session, ASKED));
    }
  }
}
