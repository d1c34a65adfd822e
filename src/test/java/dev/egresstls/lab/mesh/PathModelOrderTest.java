package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathModelOrderTest {
  private static final int CASES = 10_000;
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void a_status_once_written_is_not_written_again() {
    for (int seed = 0; seed < CASES / 5; seed++) {
      RandomClusters clusters = new RandomClusters(seed);
      Observation seen = clusters.observed(clusters.objects());
      List<Tree> objects = new ArrayList<>();
      for (PolicyOutcome outcome : Policies.judge(seen)) {
        Tree status = outcome.status(NOW);
        objects.add(
            status.isMissing() ? outcome.policy() : outcome.policy().with("status", status));
      }
      seen.all("Service").forEach(objects::add);
      seen.all("ConfigMap").forEach(objects::add);
      seen.all("ServiceEntry").forEach(objects::add);
      Observation later = Observation.of(objects, seen.dns()).with(seen.controlPlane());
      later = seen.crd().map(later::with).orElse(later);
      for (PolicyOutcome outcome : Policies.judge(later)) {
        assertEquals(outcome.policy().get("status"), outcome.status(NOW.plusSeconds(9)), "" + seed);
      }
    }
  }

  @Test
  void the_order_in_which_objects_are_read_does_not_matter() {
    for (int seed = 0; seed < CASES / 5; seed++) {
      List<Tree> objects = new ArrayList<>(new RandomClusters(seed).objects());
      objects.removeIf(object -> twin(objects, object));
      Route one = trace(seed, objects);
      Collections.shuffle(objects, new Random(seed));
      Route other = trace(seed, objects);
      assertEquals(one.listener(), other.listener(), "" + seed);
      assertEquals(one.cluster(), other.cluster(), "" + seed);
      assertEquals(one.tls(), other.tls(), "" + seed);
    }
  }

  private static boolean twin(List<Tree> objects, Tree object) {
    return objects.stream().filter(o -> ObjectNames.of(o).equals(ObjectNames.of(object))).count()
        > 1;
  }

  private static Route trace(int seed, List<Tree> objects) {
    RandomClusters clusters = new RandomClusters(seed);
    clusters.objects();
    Observation seen = clusters.observed(objects);
    return PathModel.trace(clusters.dial(), seen);
  }
}
