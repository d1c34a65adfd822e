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
            {"manager": "kubectl-edit", "time": "2026-11-23T20:00:00Z",
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
        Optional.of("kubectl-edit at 2026-11-23T20:00:00Z"),
        LastWriter.of(POLICY, "spec.validation.hostname"));
  }

  @Test
  void writers_of_the_status_count_for_the_status_alone() {
    assertEquals(
        Optional.of("pilot-discovery at 2026-11-23T21:00:00Z"),
        LastWriter.of(POLICY, "status.ancestors"));
  }

  @Test
  void the_lab_is_not_blamed_for_a_field_that_somebody_took_away() {
    Tree namespace =
        Json.read(
            """
            {"metadata": {"managedFields": [
              {"manager": "egresstls-lab", "time": "2026-11-23T20:00:00Z",
               "fieldsV1": {"f:metadata": {"f:labels": {}}}}]}}
            """);
    assertEquals(Optional.empty(), LastWriter.of(namespace, "metadata.labels[istio-injection]"));
  }
}
