package dev.egresstls.lab.world.around;

import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Commands;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.Machine;
import dev.egresstls.lab.world.Names;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.World;
import java.nio.file.Path;
import java.util.Optional;

/** A world that is like another one; what shall be otherwise, a subclass says. */
public abstract class WorldAround implements World {
  private final World world;

  protected WorldAround(World world) {
    this.world = world;
  }

  @Override
  public Mode mode() {
    return world.mode();
  }

  @Override
  public boolean fleeting() {
    return world.fleeting();
  }

  @Override
  public Optional<Cluster> cluster() {
    return world.cluster();
  }

  @Override
  public Cluster attach(Path kubeconfig, String context) throws InterruptedException {
    return world.attach(kubeconfig, context);
  }

  @Override
  public Path ownKubeconfig() {
    return world.ownKubeconfig();
  }

  @Override
  public Notes notes() {
    return world.notes();
  }

  @Override
  public Commands commands() {
    return world.commands();
  }

  @Override
  public Names names() {
    return world.names();
  }

  @Override
  public Downloads downloads() {
    return world.downloads();
  }

  @Override
  public Clock clock() {
    return world.clock();
  }

  @Override
  public Machine machine() {
    return world.machine();
  }

  @Override
  public void close() {
    world.close();
  }
}
