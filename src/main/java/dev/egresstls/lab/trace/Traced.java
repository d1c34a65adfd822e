package dev.egresstls.lab.trace;

import dev.egresstls.lab.mesh.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A way that was followed, and on what ground.
 *
 * @param url as it was asked for
 * @param assumptions what was taken to be so without having been seen, one sentence each without a
 *     full stop
 * @param notModelled objects that are there and may change the way, but which the model does not
 *     read
 */
public record Traced(String url, Route route, List<String> assumptions, List<String> notModelled) {
  public Traced {
    Objects.requireNonNull(url);
    Objects.requireNonNull(route);
    assumptions = List.copyOf(assumptions);
    notModelled = List.copyOf(notModelled);
  }

  /** The same with one assumption more. */
  public Traced assuming(String assumption) {
    List<String> more = new ArrayList<>(assumptions);
    more.add(assumption);
    return new Traced(url, route, more, notModelled);
  }
}
