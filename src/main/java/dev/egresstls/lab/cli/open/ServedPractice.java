package dev.egresstls.lab.cli.open;

import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Commands;
import dev.egresstls.lab.world.Downloads;
import dev.egresstls.lab.world.Names;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.World;
import java.nio.file.Path;
import java.util.Optional;

/** A practice cluster that was reached as a live one: practice tools, and the live connection. */
final class ServedPractice implements World {
  private final World connection;
  private final World practice;

  private final Optional<Names> given;

  private ServedPractice(World connection, Optional<Names> given) {
    this.connection = connection;
    this.given = given;
    this.practice = PracticeWorld.on(connection.cluster().orElseThrow());
  }

  /**
   * The world for a connection: practice if the server carries the marker.
   *
   * @param given names that the user gave, which then go before those of practice
   */
  static World recognised(World connection, Optional<Names> given) {
    boolean marked = connection.cluster().map(cluster -> cluster.facts().practice()).orElse(false);
    try {
      return marked ? new ServedPractice(connection, given) : connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Mode mode() {
    return practice.mode();
  }

  @Override
  public Optional<Cluster> cluster() {
    return practice.cluster();
  }

  @Override
  public Cluster attach(Path kubeconfig, String context) throws InterruptedException {
    return practice.attach(kubeconfig, context);
  }

  @Override
  public Path ownKubeconfig() {
    return practice.ownKubeconfig();
  }

  /** In the user's state folder: the served cluster outlives this process. */
  @Override
  public Notes notes() {
    return connection.notes();
  }

  @Override
  public Commands commands() {
    return practice.commands();
  }

  @Override
  public Names names() {
    return given.orElseGet(practice::names);
  }

  @Override
  public Downloads downloads() {
    return practice.downloads();
  }

  @Override
  public Clock clock() {
    return practice.clock();
  }

  @Override
  public void close() {
    practice.close();
    connection.close();
  }
}
