package dev.egresstls.lab.event;

/** Takes events, in order, from any thread, one at a time. */
@FunctionalInterface
public interface Sink {
  void accept(Event event);

  /** A sink that gives each event to both. */
  default Sink and(Sink other) {
    return event -> {
      accept(event);
      other.accept(event);
    };
  }
}
