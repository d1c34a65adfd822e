package dev.egresstls.lab.app.launch;

import dev.egresstls.lab.practice.PracticeWorld;
import dev.egresstls.lab.world.DelegatingWorld;
import dev.egresstls.lab.world.NameResolver;
import dev.egresstls.lab.world.Notes;
import dev.egresstls.lab.world.World;
import java.util.Optional;

/** A practice cluster that was reached as a live one: practice tools, and the live connection. */
final class ServedPractice extends DelegatingWorld {
  private final World connection;
  private final Optional<NameResolver> given;

  private ServedPractice(World connection, Optional<NameResolver> given) {
    super(PracticeWorld.on(connection.cluster().orElseThrow()));
    this.connection = connection;
    this.given = given;
  }

  /**
   * The world for a connection: practice if the server carries the marker.
   *
   * @param given names that the user gave, which then go before those of practice
   */
  static World recognised(World connection, Optional<NameResolver> given) {
    boolean marked = connection.cluster().map(cluster -> cluster.facts().practice()).orElse(false);
    try {
      return marked ? new ServedPractice(connection, given) : connection;
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** In the user's state folder: the served cluster outlives this process. */
  @Override
  public Notes notes() {
    return connection.notes();
  }

  @Override
  public Optional<String> namespace() {
    return connection.namespace();
  }

  @Override
  public NameResolver names() {
    return given.orElseGet(super::names);
  }

  @Override
  public void close() {
    super.close();
    connection.close();
  }
}
