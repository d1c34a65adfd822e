package dev.egresstls.lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastWriterTest {
  private static final Tree POLICY =
      Json.read(
          """
          {"metadata": {"managedFields": [
            {"manager": "kubectl-patch", "time": "2026-11-23T20:00:00Z",
             "fieldsV1": {"f:spec": {"f:targetRefs": {}}}},
            {"manager": "egresstls-lab", "time": "2026-11-23T20:00:00Z",
             "fieldsV1": {"f:spec": {"f:validation": {"f:hostname": {}}}}},
            {"manager": "pilot-discovery", "time": "2026-11-23T21:00:00Z", "subresource": "status",
             "fieldsV1": {"f:status": {}}}]}}
          """);

  @Test
  void the_owner_of_the_field_is_named_even_if_another_wrote_in_the_same_second() {
    assertEquals(
        Optional.of("kubectl-patch at 2026-11-23T20:00:00Z"),
        LastWriter.of(POLICY, "spec.targetRefs[0].name"));
    assertEquals(
        Optional.of("egresstls-lab at 2026-11-23T20:00:00Z"),
        LastWriter.of(POLICY, "spec.validation.hostname"));
  }

  @Test
  void a_field_that_nobody_owns_was_last_touched_by_the_latest_writer_of_its_part() {
    assertEquals(
        Optional.of("egresstls-lab at 2026-11-23T20:00:00Z"),
        LastWriter.of(POLICY, "metadata.labels[istio-injection]"));
    assertEquals(
        Optional.of("pilot-discovery at 2026-11-23T21:00:00Z"),
        LastWriter.of(POLICY, "status.ancestors"));
  }
}
