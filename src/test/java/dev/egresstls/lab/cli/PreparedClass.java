package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.app.launch.ActualWorlds;
import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.Launch;
import dev.egresstls.lab.app.launch.LaunchOptions;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.fault.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A served practice cluster whose roles deny what they do not allow, with Istio installed, behind a
 * proxy that counts requests. The trainer and each learner have a home of their own.
 */
final class PreparedClass implements AutoCloseable {
  static final String PROGRESS = "egresstls-progress";

  private final Path home;
  private final PracticeCluster served =
      PracticeCluster.start(PracticeOptions.withIstio("1.31.0").with(ReconcilePace.IMMEDIATE));
  private final FaultProxy proxy;
  private final Path trainer;
  private LabOutcome last;

  PreparedClass(Path home) throws IOException {
    this.home = home;
    proxy = new FaultProxy(served.url());
    trainer = Files.writeString(home.resolve("trainer.yaml"), proxy.through(served.kubeconfig()));
    assertEquals(0, lab(trainer, "run", "--yes", "--to", "istio", "--track", "current"));
  }

  PracticeCluster served() {
    return served;
  }

  FaultProxy proxy() {
    return proxy;
  }

  Path trainer() {
    return trainer;
  }

  /** How the last command ended. */
  LabOutcome last() {
    return last;
  }

  int lab(Path kubeconfig, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    last = LabOutcome.of(home(kubeconfig), all);
    return last.code();
  }

  /** A command of the trainer that must succeed; gives what it printed. */
  String ordered(String... args) {
    assertEquals(0, lab(trainer, args), () -> last.printed());
    return last.out();
  }

  private Path home(Path kubeconfig) {
    return home.resolve(kubeconfig.getFileName().toString() + "-home");
  }

  void prepare(int learners) {
    String out = home.resolve("class").toString();
    ordered("class", "prepare", "--learners", learners + "", "--yes", "--out", out);
  }

  Path learner(int number) {
    return home.resolve("class/class-0" + number + ".yaml");
  }

  /** What opens a session, or a view of the cluster, with a kubeconfig. */
  Launch launch(Path kubeconfig) {
    Path own = home(kubeconfig);
    Map<String, String> env = Map.of("XDG_STATE_HOME", own.resolve("state").toString());
    return new ChosenLaunch(
        LaunchOptions.NOTHING.on(kubeconfig), new ActualWorlds(env, own), Catalog.builtIn());
  }

  Tree board() {
    return Json.read(ordered("class", "watch", "-o", "json"));
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    served.close();
  }
}
