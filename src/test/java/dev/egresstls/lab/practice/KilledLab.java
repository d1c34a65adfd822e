package dev.egresstls.lab.practice;

import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.engine.LabRun;
import dev.egresstls.lab.experiment.Challenge;
import dev.egresstls.lab.experiment.ChallengeLevel;
import dev.egresstls.lab.experiment.Experiments;
import dev.egresstls.lab.experiment.FaultChoice;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.local.NoteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that is gone, as after kill -9, in the middle of a what-if or a challenge. */
public final class KilledLab {
  /** What a process ends with that SIGKILL has ended. */
  static final int KILLED = 137;

  private KilledLab() {}

  /** Stands for a challenge where a what-if's id is expected. */
  static final String CHALLENGE = "challenge";

  private static void beforeRequest(String id) {
    if (!id.equals(CHALLENGE)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  /**
   * Begins a what-if on a served practice cluster, and dies.
   *
   * @param args the kubeconfig, the folder of notes, the what-if's id, or {@link #CHALLENGE}
   */
  public static void main(String[] args) throws Exception {
    Lab lab = Catalog.builtIn().read("backend-tls-egress", Optional.of("as-written"));
    Path pinned = Files.createTempDirectory("killed").resolve("pinned.yaml");
    var context = Kubeconfig.read(List.of(Path.of(args[0]))).context(Optional.empty());
    var client =
        KubeCluster.connect(context, pinned, uri -> Optional.empty(), Duration.ofSeconds(20));
    World world =
        HookedWorld.of(
            PracticeWorld.on(client),
            new NoteFiles(Path.of(args[1])),
            () -> beforeRequest(args[2]));
    LabRun run = LabRun.open(lab, world, Vars.of(lab, Map.of()), event -> {});
    run.survey();
    if (args[2].equals(CHALLENGE)) {
      var choices = new FaultChoice(run).all(ChallengeLevel.HARD, 1);
      Challenge.begin(run, ChallengeLevel.HARD, 1, choices);
      Runtime.getRuntime().halt(KILLED);
    }
    Experiments experiments = new Experiments(run);
    experiments.run(experiments.offer(args[2]).whatIf(), Optional.empty(), Optional.empty());
  }
}
