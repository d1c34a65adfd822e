package dev.egresstls.lab.practice.store;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Hands messages to one listener in order, one at a time, on threads of an executor. A listener for
 * whom too many wait gets no more.
 */
public final class Mailbox<T> implements AutoCloseable {
  private final Executor executor;
  private final Consumer<T> listener;
  private final int most;
  private final Runnable tooSlow;
  private final Queue<T> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean closed;

  /** A mailbox for a listener that gets everything, however long it takes. */
  public Mailbox(Executor executor, Consumer<T> listener) {
    this(executor, listener, Integer.MAX_VALUE, () -> {});
  }

  /**
   * A mailbox that holds so many.
   *
   * @param tooSlow called once, in place of the listener, when there are more
   */
  public Mailbox(Executor executor, Consumer<T> listener, int most, Runnable tooSlow) {
    this.executor = executor;
    this.listener = listener;
    this.most = most;
    this.tooSlow = tooSlow;
  }

  public synchronized void post(T message) {
    if (closed) {
      return;
    }
    if (waiting.size() == most) {
      close();
      executor.execute(tooSlow);
      return;
    }
    waiting.add(message);
    if (!busy) {
      busy = true;
      executor.execute(this::deliver);
    }
  }

  private void deliver() {
    for (T message = next(); message != null; message = next()) {
      try {
        listener.accept(message);
      } catch (RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }

  private synchronized T next() {
    T message = closed ? null : waiting.poll();
    busy = message != null;
    return message;
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
  }
}
