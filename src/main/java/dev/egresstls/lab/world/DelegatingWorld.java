package dev.egresstls.lab.world;

import java.nio.file.Path;
import java.util.Optional;

/** A world that is like another one; what shall be otherwise, a subclass says. */
public abstract class DelegatingWorld implements World {
  private final World world;

  protected DelegatingWorld(World world) {
    this.world = world;
  }

  @Override
  public Mode mode() {
    return world.mode();
  }

  @Override
  public Optional<String> namespace() {
    return world.namespace();
  }

  @Override
  public boolean confined() {
    return world.confined();
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
  public CommandRunner commands() {
    return world.commands();
  }

  @Override
  public NameResolver names() {
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
