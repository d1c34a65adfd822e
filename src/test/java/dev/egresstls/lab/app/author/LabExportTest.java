package dev.egresstls.lab.app.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIfChange.Target;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.practice.api.tls.ServingCertificate;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a lab is exported as. */
class LabExportTest {
  @TempDir Path home;

  static Stream<String> labs() {
    return Catalog.builtIn().ids().stream();
  }

  private static Lab read(String id) {
    return Catalog.builtIn().read(id, Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("labs")
  void the_tutorial_has_each_step_and_nothing_left_to_fill_in(String id) {
    Lab lab = read(id);
    String text = new LabExport(lab, Vars.of(lab, Map.of())).markdown();
    for (int number = 1; number <= lab.steps().size(); number++) {
      String title = lab.steps().get(number - 1).title();
      assertTrue(text.contains("## " + number + ". " + title + "\n"), title);
    }
    assertTrue(!text.contains("${"), text);
  }

  /** Tools and downloads are done by the lab: the script does what comes after the last of them. */
  @ParameterizedTest
  @MethodSource("labs")
  void the_script_comes_to_the_same_end(String id) throws Exception {
    assumeTrue(there("kubectl") && there("bash"), "no kubectl on the PATH");
    Lab lab = read(id);
    Vars vars = Vars.of(lab, Map.of()).inPractice();
    int first = afterTools(lab);
    List<Tree> byHand;
    try (PracticeCluster cluster = started(lab);
        PracticeWorld world = PracticeWorld.on(cluster)) {
      run(lab, world, vars, first - 1);
      Path script = Files.writeString(home.resolve("lab.sh"), new LabExport(lab, vars).bash());
      Path kubeconfig = Files.writeString(home.resolve("kubeconfig"), cluster.secureKubeconfig());
      Path out = home.resolve("out");
      ProcessBuilder bash =
          new ProcessBuilder("bash", script.toString(), String.valueOf(first))
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      bash.environment().put("KUBECONFIG", kubeconfig.toString());
      bash.environment().put("HOME", home.toString());
      Process process = bash.start();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it hangs");
      assertEquals(0, process.exitValue(), () -> text(out));
      byHand = objects(lab, vars, world);
      run(lab, world, vars, lab.steps().size());
    }
    try (PracticeCluster cluster = started(lab);
        PracticeWorld world = PracticeWorld.on(cluster)) {
      run(lab, world, vars, lab.steps().size());
      assertEquals(objects(lab, vars, world), byHand);
    }
  }

  private static PracticeCluster started(Lab lab) {
    return PracticeCluster.start(
        PracticeOptions.of(lab.track().vars())
            .with(() -> ServingCertificate.in(Path.of("target", "serving")))
            .outside(() -> lab.scenario().outside(Vars.of(lab, Map.of()))));
  }

  private static void run(Lab lab, PracticeWorld world, Vars vars, int last) throws Exception {
    try (LabRun run = LabRun.open(lab, world, vars, event -> {})) {
      for (int number = 1; number <= last; number++) {
        int one = number;
        assertTrue(run.step(number), () -> "step " + one + ": " + run.reports().get(one - 1));
      }
    }
  }

  private static int afterTools(Lab lab) {
    int first = 1;
    for (Step step : lab.steps()) {
      boolean tools =
          step.actions().stream()
              .anyMatch(one -> one instanceof Action.Tool || one instanceof Action.Download);
      first = tools ? lab.numberOf(step.id()) + 1 : first;
    }
    return first;
  }

  /** What whoever made them asks for: neither what the cluster adds, nor who made them. */
  private static List<Tree> objects(Lab lab, Vars vars, PracticeWorld world) {
    List<Tree> objects = new ArrayList<>();
    for (Target one : lab.scenario().objects()) {
      Ref ref =
          new Ref(
              vars.fill(one.apiVersion()),
              one.kind(),
              one.namespace().map(vars::fill),
              vars.fill(one.name()));
      Tree found = world.cluster().orElseThrow().resources().get(ref).orElseThrow();
      objects.add(
          Tree.object(
              "ref", ref.toString(),
              "labels", found.at("metadata.labels").raw(),
              "spec", found.get("spec").without("clusterIP").without("clusterIPs").raw(),
              "endpoints", found.get("endpoints").raw(),
              "ports", found.get("ports").raw()));
    }
    return objects;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  private static boolean there(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(part -> Files.isExecutable(Path.of(part, program)));
  }
}
