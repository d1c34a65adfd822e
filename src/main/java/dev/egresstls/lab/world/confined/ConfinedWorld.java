package dev.egresstls.lab.world.confined;

import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.DelegatingWorld;
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
                    Cluster.through(
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
}
