package dev.egresstls.lab.practice.store;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Hands messages to one listener in order, one at a time, on threads of an executor. */
public final class Mailbox<T> implements AutoCloseable {
  private final Executor executor;
  private final Consumer<T> listener;
  private final Queue<T> waiting = new ArrayDeque<>();
  private boolean busy;
  private boolean closed;

  public Mailbox(Executor executor, Consumer<T> listener) {
    this.executor = executor;
    this.listener = listener;
  }

  public synchronized void post(T message) {
    if (closed) {
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
