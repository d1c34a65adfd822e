package dev.egresstls.lab.world.local;

/** What Undertow and its libraries read from system properties, once, when they are first used. */
public final class UndertowSettings {
  private UndertowSettings() {}

  /** To be called before the first server of the process starts. */
  public static void apply() {
    System.setProperty("org.jboss.logging.provider", "slf4j");
    // Nobody looks at the worker threads over JMX, and its start takes longer than the server's.
    System.setProperty("jboss.threads.eqe.disable-mbean", "true");
  }
}
