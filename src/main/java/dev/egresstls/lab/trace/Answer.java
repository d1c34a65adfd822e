package dev.egresstls.lab.trace;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a question: one way, or two beside each other.
 *
 * @param way the way that was asked about; in a comparison, the one that is not the good one
 * @param parting the comparison, if one was asked for
 */
public record Answer(Traced way, Optional<Parting> parting) {
  /** Asks a tracer. */
  public static Answer to(Question question, Tracer tracer) throws InterruptedException {
    List<String> urls = question.urls(tracer);
    Traced first = tracer.trace(urls.get(0));
    if (urls.size() == 1) {
      return new Answer(first, Optional.empty());
    }
    Traced other = tracer.trace(urls.get(1));
    return new Answer(other, Optional.of(new Parting(first, other)));
  }

  /** As one JSON object, as {@code docs/json.md} describes it. */
  public Tree document() {
    return parting.map(Parting::document).orElseGet(() -> RouteDocument.of(way));
  }
}
