package dev.egresstls.lab.shell;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.Ref;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code proof} in a session on the practice cluster. */
class ProofSessionTest {
  private static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open() {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), 100, state);
  }

  @Test
  void proof_sends_a_request_if_none_was_sent_and_shows_the_last_one_else() throws Exception {
    try (SessionScript session = open()) {
      session.type("proof").shows("the client that sends the request has no pod");
      session.type("run 7").type("proof").shows("listener   203.0.113.10_443", "hop by hop");
      worlds.delete(SLICE);
      session.awaits("6 broke");
      session.type("proof").shows("listener   203.0.113.10_443");
      session.type("proof again").shows("PassthroughCluster", "exit 52", "hop by hop");
    }
  }

  @Test
  void proof_gives_json_and_refuses_what_it_does_not_know() {
    try (SessionScript session = open()) {
      session.type("run").type("proof -o json").shows("\"agrees\" : true");
      session.type("proof -o table").shows("The packet went the predicted way");
      session.type("proof backwards").shows("proof does not know \"backwards\"", "proof again");
    }
  }
}
