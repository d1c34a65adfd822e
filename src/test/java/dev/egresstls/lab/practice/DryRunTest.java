package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.FieldDifference;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.engine.Preview;
import dev.egresstls.lab.engine.Preview.Outcome;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step would change is asked of the server, and nothing changes by asking. */
class DryRunTest {
  @ParameterizedTest
  @ValueSource(strings = {"as-written", "current"})
  void a_preview_changes_nothing_and_after_the_step_nothing_would_change(String track)
      throws Exception {
    Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of(track));
    PracticeOptions options =
        PracticeOptions.of(
                Catalog.builtIn().read("backend-tls-egress", Optional.of(track)).track().vars())
            .with(ReconcilePace.IMMEDIATE);
    List<String> created = new ArrayList<>();
    try (PracticeCluster cluster = PracticeCluster.start(options);
        PracticeWorld world = PracticeWorlds.on(cluster);
        LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), event -> {})) {
      for (int number = 1; number <= lab.steps().size(); number++) {
        Step step = lab.steps().get(number - 1);
        List<Outcome> outcomes = new Preview(world, run.vars()).of(step);
        List<String> before = versions(world, outcomes);
        assertEquals(outcomes, new Preview(world, run.vars()).of(step), step.id());
        assertEquals(before, versions(world, outcomes), step.id());
        outcomes.forEach(one -> created.add(step.id() + " " + one.getClass().getSimpleName()));
        assertTrue(run.step(number), step.id());
        for (Outcome outcome : new Preview(world, run.vars()).of(step)) {
          assertFalse(outcome instanceof Outcome.Created, outcome::toString);
          if (outcome instanceof Outcome.Changed changed) {
            assertEquals(List.of(), changed.fields(), step.id());
          }
        }
      }
      for (String wanted :
          List.of(
              "cluster Unknown",
              "gateway-api Created",
              "client Changed",
              "client Created",
              "service Created",
              "slice Created",
              "policy Created")) {
        assertTrue(created.contains(wanted), () -> wanted + " in " + created);
      }
      told(world, run);
    }
  }

  /** Of the objects that a preview names; others change by themselves meanwhile. */
  private static List<String> versions(PracticeWorld world, List<Outcome> outcomes) {
    List<String> versions = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Optional<Ref> ref =
          outcome instanceof Outcome.Created created
              ? Optional.of(created.ref())
              : outcome instanceof Outcome.Changed changed
                  ? Optional.of(changed.ref())
                  : Optional.empty();
      ref.ifPresent(
          one ->
              versions.add(
                  one
                      + world
                          .cluster()
                          .orElseThrow()
                          .resources()
                          .get(one)
                          .map(object -> object.at("metadata.resourceVersion").text(""))
                          .orElse(" is not there")));
    }
    return versions;
  }

  private static void told(PracticeWorld world, LabRun run) throws InterruptedException {
    var resources = world.cluster().orElseThrow().resources();
    resources.apply(
        Yaml.read(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: google-headless, namespace: default, labels: {team: red}}
            spec: {clusterIP: None, ports: [{name: https, port: 8443}]}
            """));
    int service = run.lab().numberOf("service");
    Outcome outcome = new Preview(world, run.vars()).of(run.lab().steps().get(service - 1)).get(0);
    List<FieldDifference> fields = ((Outcome.Changed) outcome).fields();
    assertTrue(
        fields.contains(
                new FieldDifference("metadata.labels.team", Optional.of("red"), Optional.empty()))
            || fields.stream().anyMatch(one -> one.path().startsWith("metadata.labels")),
        fields::toString);
    assertTrue(
        fields.stream()
            .anyMatch(
                one ->
                    one.path().equals("spec.ports[0].port")
                        && one.now().equals(Optional.of("8443"))
                        && one.after().equals(Optional.of("443"))),
        fields::toString);
  }
}
