package dev.egresstls.lab.trace;

import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Because;
import java.util.List;
import java.util.Objects;

/**
 * A way that was followed, and on what ground.
 *
 * @param url as it was asked for
 * @param source from where the objects came: {@code live}, {@code kind}, {@code practice} or {@code
 *     files}
 * @param assumptions what was taken to be so without having been seen, one sentence each without a
 *     full stop
 * @param notModelled objects that are there and may change the way, but which the model does not
 *     read
 * @param title what it is called in a comparison
 */
public record Traced(
    String url,
    String source,
    Route route,
    List<String> assumptions,
    List<String> notModelled,
    String title) {
  /** One that its URL tells from others. */
  public Traced(
      String url, String source, Route route, List<String> assumptions, List<String> notModelled) {
    this(url, source, route, assumptions, notModelled, url);
  }

  /** The same under another title. */
  public Traced titled(String other) {
    return new Traced(url, source, route, assumptions, notModelled, other);
  }

  public Traced {
    Objects.requireNonNull(title);
    Objects.requireNonNull(url);
    Objects.requireNonNull(source);
    Objects.requireNonNull(route);
    assumptions = List.copyOf(assumptions);
    notModelled = List.copyOf(notModelled);
  }

  /** What exists besides a way and is not read by the model, one sentence each. */
  public static List<String> unread(Route route) {
    return route.unread().stream().map(Because::text).toList();
  }
}
