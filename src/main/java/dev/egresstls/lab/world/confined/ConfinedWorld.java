package dev.egresstls.lab.world.confined;

import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.ClusterFacts;
import dev.egresstls.lab.world.DelegatingWorld;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** A world whose cluster is looked at in some namespaces only. */
public final class ConfinedWorld extends DelegatingWorld {
  private final Optional<Cluster> cluster;

  private ConfinedWorld(World world, Optional<Cluster> cluster) {
    super(world);
    this.cluster = cluster;
  }

  /**
   * The world of somebody who may look into these namespaces.
   *
   * @param readable whether objects of a kind may be listed in one of them
   */
  public static World over(
      World world, List<String> namespaces, BiPredicate<String, ServedKind> readable) {
    return new ConfinedWorld(
        world,
        world
            .cluster()
            .map(
                one ->
                    new Confined(
                        one, new ConfinedResources(one.resources(), namespaces, readable))));
  }

  @Override
  public boolean confined() {
    return true;
  }

  @Override
  public Optional<Cluster> cluster() {
    return cluster;
  }

  private record Confined(Cluster cluster, Resources resources) implements Cluster {
    @Override
    public ClusterFacts facts() {
      return cluster.facts();
    }

    @Override
    public Pods pods() {
      return cluster.pods();
    }

    @Override
    public LentKubeconfig lend(Optional<String> namespace) {
      return cluster.lend(namespace);
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
