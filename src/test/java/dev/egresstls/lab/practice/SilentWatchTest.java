package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.explain.TrueCause;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.kube.fault.FaultProxy;
import dev.egresstls.lab.world.kube.fault.FaultProxy.Fault;
import dev.egresstls.lab.world.kube.fault.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session whose watches have died unseen, while somebody deletes what the lab made. */
class SilentWatchTest {
  private static final Ref SERVICE =
      new Ref("v1", "Service", Optional.of("default"), "google-headless");

  @TempDir Path folder;

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("silent", Faults.silentWatch()),
        Arguments.of("never answered", Faults.silent()),
        Arguments.of("ended at once", Faults.endedWatch()),
        Arguments.of("garbage", Faults.garbageWatch()));
  }

  private KubeCluster connect(String kubeconfig, String name) throws Exception {
    Path file = Files.writeString(folder.resolve(name), kubeconfig);
    return KubeCluster.connect(
        Kubeconfig.read(List.of(file)).context(Optional.empty()),
        folder.resolve(name + "-pinned"),
        uri -> Optional.empty(),
        Duration.ofMinutes(1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void what_is_gone_passes_no_check_and_what_was_written_is_known(String name, Fault fault)
      throws Exception {
    PracticeOptions options = PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE);
    Lab lab = Catalog.builtIn().read(Catalog.builtIn().ids().get(0), Optional.of("as-written"));
    try (PracticeCluster served = PracticeCluster.start(options);
        FaultProxy proxy = new FaultProxy(served.url());
        KubeCluster somebody = connect(served.kubeconfig(), "direct");
        KubeCluster ours = connect(proxy.through(served.kubeconfig()), "through");
        PracticeWorld world = PracticeWorld.on(ours);
        LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), event -> {})) {
      AtomicBoolean dead = new AtomicBoolean();
      proxy.fault(request -> dead.get() && request.watches(), fault);
      for (int number = 1; number <= 4; number++) {
        assertTrue(run.step(number), name + " " + number);
      }
      dead.set(true);
      proxy.freezeWatches();
      assertTrue(run.step(5), "the Service was not seen although it was just written");
      assertTrue(run.check(5));
      assertTrue(somebody.resources().delete(SERVICE, Optional.empty()));
      assertFalse(run.check(5), "what is gone passes");
      TrueCause cause = run.why(5).causes().get(0);
      assertEquals("service-missing", cause.id());
      assertTrue(run.fix(5, cause));
      assertTrue(somebody.resources().get(SERVICE).isPresent());
    }
  }
}
