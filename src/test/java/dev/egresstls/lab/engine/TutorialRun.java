package dev.egresstls.lab.engine;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A run of the tutorial in a world in memory. */
abstract class TutorialRun {
  static final Ref SERVICE = new Ref("v1", "Service", Optional.of("default"), "google-headless");
  static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");

  static final String CURL =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: curl}
      spec: {template: {metadata: {labels: {app: curl}}, spec: {containers: [{name: curl}]}}}
      """;

  final Heard heard = new Heard();
  final List<LabRun> open = new ArrayList<>();

  LabRun run(FakeWorld world, Lab lab) {
    LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), heard);
    open.add(run);
    return run;
  }

  LabRun run(FakeWorld world) {
    return run(world, TutorialLab.of("as-written"));
  }

  LabRun hasty(FakeWorld world) {
    return run(world, TutorialLab.impatient("as-written"));
  }

  @AfterEach
  void close() {
    open.forEach(LabRun::close);
  }

  static FakeWorld tutorial() {
    return CapturedWorld.of("1.27.9/tutorial");
  }

  static Tree with(FakeWorld world, Ref ref, String field, Object value) {
    Tree object = world.resources().get(ref).orElseThrow();
    return object.with("spec", object.get("spec").with(field, value));
  }
}
