package dev.egresstls.lab.mesh.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every request that was captured went the way that the model foretells, station by station. */
class ProofAgainstCapturesTest {
  private static List<Capture> captures() {
    return Captures.all();
  }

  @Test
  void every_station_is_seen_and_as_predicted() {
    Captures.each(
        captures(),
        capture -> {
          assertTrue(!capture.dials().isEmpty());
          for (Tree recorded : capture.dials()) {
            Proof proof = Seen.of(capture, recorded).proof();
            assertEquals(List.of(), Seen.odd(proof), capture.name());
            assertEquals(List.of(), proof.unread());
            assertEquals("The packet went the predicted way, hop by hop.", proof.verdict());
            assertEquals(proof.predicted().listener(), proof.seen().route().listener());
            assertEquals(proof.predicted().tls(), proof.seen().route().tls());
            assertEquals(proof.predicted().hops().size(), proof.seen().route().hops().size());
          }
        });
  }
}
