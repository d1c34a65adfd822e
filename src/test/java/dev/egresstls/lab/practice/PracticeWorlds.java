package dev.egresstls.lab.practice;

import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Worlds on practice clusters that a test has started. */
public final class PracticeWorlds {
  private PracticeWorlds() {}

  public static PracticeWorld on(PracticeCluster cluster) throws IOException, InterruptedException {
    return PracticeWorld.on(client(cluster));
  }

  public static Cluster client(PracticeCluster cluster) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("practice-test");
    Path file = Files.writeString(folder.resolve("config.yaml"), cluster.kubeconfig());
    return KubeCluster.connect(
        Kubeconfig.read(List.of(file)).context(Optional.empty()),
        folder.resolve("pinned.yaml"),
        uri -> Optional.empty(),
        Duration.ofSeconds(20));
  }
}
