package dev.egresstls.lab.trace;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two ways compared, and where they diverge.
 *
 * @param good the way that is known to be good
 * @param other the one that is asked about
 */
public record Parting(Traced good, Traced other) {
  /** Stands for a station that a way does not have. */
  public static final String NOTHING = "–";

  /**
   * One station on both ways.
   *
   * @param good what stands there on the good way, if it has the station
   * @param other what stands there on the other
   */
  public record Pair(Hop.Kind kind, Optional<Hop> good, Optional<Hop> other) {
    /** Whether something else stands there. */
    public boolean differs() {
      return !good.map(Hop::value).equals(other.map(Hop::value));
    }
  }

  /** Every station that at least one of them has, in order. */
  public List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (Hop.Kind kind : Hop.Kind.values()) {
      Optional<Hop> one = good.route().hop(kind);
      Optional<Hop> two = other.route().hop(kind);
      if (one.isPresent() || two.isPresent()) {
        pairs.add(new Pair(kind, one, two));
      }
    }
    return List.copyOf(pairs);
  }

  /** The first station where something else stands; empty if there is none. */
  public Optional<Pair> first() {
    return pairs().stream().filter(Pair::differs).findFirst();
  }

  /** One sentence on where they part and why. */
  public String sentence() {
    if (first().isEmpty()) {
      boolean same = good.route().client().equals(other.route().client());
      String differ =
          good.url().equals(other.url()) ? say("trace.part.outcome") : say("trace.part.ends");
      return same ? say("trace.part.same") : differ;
    }
    Pair pair = first().get();
    return say(
        "trace.part.at." + pair.kind().name(), half(other, pair.other()), half(good, pair.good()));
  }

  private static String half(Traced way, Optional<Hop> hop) {
    return hop.map(one -> say("trace.part.meets", way.title(), one.value(), one.because().text()))
        .orElse(say("trace.part.stops", way.title()));
  }

  /** What the client sees, short enough to be next to the other. */
  public static String seen(Route route) {
    String exits =
        !route.client().told()
            ? say("trace.seen.unknown")
            : say("trace.seen.exit", either(route.client().exits()));
    String code =
        route.client().httpCode().filter(one -> one > 0).map(one -> ", HTTP " + one).orElse("");
    return exits
        + code
        + ", "
        + (route.client().tls() ? say("trace.seen.tls") : say("trace.seen.noTls"));
  }

  /** As one JSON object, as {@code docs/json.md} describes it. */
  public Tree document() {
    return Tree.object(
        "schemaVersion", 1,
        "good", RouteDocument.of(good),
        "other", RouteDocument.of(other),
        "differs",
            pairs().stream()
                .filter(Pair::differs)
                .map(pair -> pair.kind().name().toLowerCase(Locale.ROOT))
                .toList(),
        "sentence", sentence());
  }
}
