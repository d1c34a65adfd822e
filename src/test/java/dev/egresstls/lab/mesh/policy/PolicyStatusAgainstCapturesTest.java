package dev.egresstls.lab.mesh.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PolicyStatusAgainstCapturesTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  private static List<Capture> captures() {
    return Captures.all();
  }

  /**
   * Istio 1.27.9 does not look again when a Service goes: there the status is the only witness that
   * the Service ever was.
   */
  private static List<Capture> captures_that_tell_all() {
    return captures().stream().filter(c -> !c.name().equals("1.27.9/no-service")).toList();
  }

  @Test
  void a_status_that_is_right_stays_as_it_is() {
    Captures.each(
        captures(),
        capture -> {
          for (PolicyOutcome outcome : Policies.judge(capture.observed())) {
            assertEquals(outcome.policy().get("status"), outcome.status(NOW), outcome.name());
          }
        });
  }

  @Test
  void the_status_is_written_as_the_real_istiod_writes_it() {
    Captures.each(
        captures_that_tell_all(),
        capture -> {
          Observation blank =
              capture.observed(capture.objects().stream().map(o -> o.without("status")).toList());
          Map<String, Tree> real = new TreeMap<>();
          for (Tree policy : capture.observed().all("BackendTLSPolicy")) {
            real.put(ObjectNames.of(policy), withoutTimes(policy.get("status")));
          }
          Map<String, Tree> expected = new TreeMap<>();
          for (PolicyOutcome outcome : Policies.judge(blank)) {
            expected.put(ObjectNames.of(outcome.policy()), withoutTimes(outcome.status(NOW)));
          }
          assertEquals(real, expected);
        });
  }

  private static Tree withoutTimes(Tree status) {
    if (!status.isObject()) {
      return status;
    }
    List<Tree> ancestors =
        status.get("ancestors").items().stream()
            .map(
                ancestor ->
                    ancestor.with(
                        "conditions",
                        ancestor.get("conditions").items().stream()
                            .map(condition -> condition.without("lastTransitionTime"))
                            .toList()))
            .toList();
    return status.with("ancestors", ancestors);
  }
}
