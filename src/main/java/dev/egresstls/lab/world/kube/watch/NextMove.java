package dev.egresstls.lab.world.kube.watch;

import java.time.Duration;

/** One move is planned at a time: a later plan takes the place of the one before. */
final class NextMove {
  private final WatchExecutor beat;
  private int latest;

  NextMove(WatchExecutor beat) {
    this.beat = beat;
  }

  void later(Duration wait, Runnable move) {
    int mine = ++latest;
    beat.after(
        wait,
        () -> {
          if (mine == latest) {
            move.run();
          }
        });
  }

  /** Nothing is planned any more. */
  void drop() {
    latest++;
  }
}
