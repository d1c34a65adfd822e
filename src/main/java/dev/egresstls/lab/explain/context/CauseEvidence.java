package dev.egresstls.lab.explain.context;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That a cause is true of a cluster.
 *
 * @param seen the fields that say so; never empty
 * @param values what the row's texts name besides what the scene knows
 * @param acts what fixes it; empty for what the row says
 */
public record CauseEvidence(List<Gap> seen, Map<String, String> values, List<Act> acts) {
  public CauseEvidence {
    seen = List.copyOf(seen);
    values = Map.copyOf(values);
    acts = List.copyOf(acts);
    if (seen.isEmpty()) {
      throw new IllegalArgumentException("a cause without evidence");
    }
  }

  /** A field of something that is not as it should be. */
  public static CauseEvidence of(String object, String field, String expected, String saw) {
    Gap gap = new Gap(object, field, expected, saw, Optional.empty());
    return new CauseEvidence(List.of(gap), Map.of(), List.of());
  }

  /** A field of an object that is not as it should be. */
  public static CauseEvidence of(Tree object, String field, String expected, String saw) {
    return of(ObjectNames.of(object), field, expected, saw);
  }

  /** An object that is not there. */
  public static CauseEvidence missing(String object) {
    return of(object, "", say("explain.gap.toExist"), say("explain.gap.nothing"));
  }

  /** The same with one more field. */
  public CauseEvidence and(Tree object, String field, String expected, String saw) {
    List<Gap> more = new ArrayList<>(seen);
    more.add(new Gap(ObjectNames.of(object), field, expected, saw, Optional.empty()));
    return new CauseEvidence(more, values, acts);
  }

  /** The same with a value for the row's texts. */
  public CauseEvidence with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new CauseEvidence(seen, more, acts);
  }

  /** The same with what fixes it. */
  public CauseEvidence doing(Act... steps) {
    return new CauseEvidence(seen, values, List.of(steps));
  }
}
