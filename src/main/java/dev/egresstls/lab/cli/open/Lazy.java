package dev.egresstls.lab.cli.open;

import java.util.function.Supplier;

/** A value that is made when it is first asked for, and then kept. */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private T made;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
