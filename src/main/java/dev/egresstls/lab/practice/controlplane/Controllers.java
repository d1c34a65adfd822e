package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.Objects;
import java.util.List;

/** Controllers at work: every change of the store goes to each of them, in order. */
public final class Controllers implements AutoCloseable {
  private final AutoCloseable subscription;
  private final Workqueue queue;

  private Controllers(AutoCloseable subscription, Workqueue queue) {
    this.subscription = subscription;
    this.queue = queue;
  }

  /** Starts them. */
  public static Controllers start(Objects objects, Workqueue queue, List<Controller> all) {
    List<Controller> controllers = List.copyOf(all);
    AutoCloseable subscription =
        objects.subscribe(
            change -> controllers.forEach(controller -> queue.now(() -> controller.seen(change))));
    return new Controllers(subscription, queue);
  }

  @Override
  public void close() {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException("the subscription could not be closed", e);
    } finally {
      queue.close();
    }
  }
}
