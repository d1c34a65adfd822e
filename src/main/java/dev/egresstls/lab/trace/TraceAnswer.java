package dev.egresstls.lab.trace;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a question: one way, or two compared.
 *
 * @param way the way that was asked about; in a comparison, the one that is not the good one
 * @param parting the comparison, if one was asked for
 */
public record TraceAnswer(Traced way, Optional<Parting> parting) {
  /** Asks a tracer. */
  public static TraceAnswer to(TraceQuestion question, Tracer tracer) throws InterruptedException {
    List<String> urls = question.urls(tracer);
    Traced first = tracer.trace(urls.get(0));
    if (urls.size() == 1) {
      return new TraceAnswer(first, Optional.empty());
    }
    Traced other = tracer.trace(urls.get(1));
    return new TraceAnswer(other, Optional.of(new Parting(first, other)));
  }

  /** Asks two tracers the same, and puts what they say side by side. */
  public static TraceAnswer beside(TraceQuestion question, Versus first, Versus other)
      throws InterruptedException {
    String url = question.urls(first.tracer()).get(0);
    Traced now = first.tracer().trace(url).titled(first.title());
    Traced then = other.tracer().trace(url).titled(other.title());
    return new TraceAnswer(then, Optional.of(new Parting(now, then)));
  }

  /**
   * One side of a comparison.
   *
   * @param title what it is called
   */
  public record Versus(Tracer tracer, String title) {}

  /** As one JSON object, as {@code docs/json.md} describes it. */
  public Tree document() {
    return parting.map(Parting::document).orElseGet(() -> RouteDocument.of(way));
  }
}
