package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.ClusterFacts;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Resources;
import java.util.Optional;

/** A cluster that does not look like a throwaway one. */
record StrangeCluster(Cluster cluster) implements Cluster {
  @Override
  public ClusterFacts facts() {
    ClusterFacts facts = cluster.facts();
    return new ClusterFacts(
        "prod",
        "https://10.0.0.7:6443",
        facts.version(),
        false,
        Optional.empty(),
        "EKS, 41 nodes, 380 days old",
        facts.kubeconfig());
  }

  @Override
  public LentKubeconfig lend(Optional<String> namespace) {
    return cluster.lend(namespace);
  }

  @Override
  public LentKubeconfig lendToUser(Optional<String> namespace) {
    return cluster.lendToUser(namespace);
  }

  @Override
  public Resources resources() {
    return cluster.resources();
  }

  @Override
  public Pods pods() {
    return cluster.pods();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
