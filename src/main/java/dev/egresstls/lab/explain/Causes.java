package dev.egresstls.lab.explain;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.explain.known.KnownCauses;
import dev.egresstls.lab.explain.scene.Act;
import dev.egresstls.lab.explain.scene.Row;
import dev.egresstls.lab.explain.scene.Scene;
import dev.egresstls.lab.explain.scene.Sighting;
import dev.egresstls.lab.explain.scene.Topic;
import dev.egresstls.lab.lab.Placeholders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out because of what checks are red: every row of the table that is true, in its order. */
final class Causes {
  private final Scene scene;

  Causes(Scene scene) {
    this.scene = scene;
  }

  /** What is true of a red check, the most fundamental first; nothing for any other. */
  List<TrueCause> of(Finding finding) {
    if (finding.verdict().state() != Verdict.State.UNMET) {
      return List.of();
    }
    Set<Topic> topics = Topics.of(finding.check(), scene);
    Scene asked = scene.about(topics);
    return KnownCauses.ALL.stream()
        .filter(row -> row.explainsAny(topics))
        .flatMap(row -> row.look().apply(asked).map(seen -> told(row, asked, seen)).stream())
        .toList();
  }

  private static TrueCause told(Row row, Scene scene, Sighting sighting) {
    Map<String, String> values = new LinkedHashMap<>(scene.values());
    values.putAll(sighting.values());
    List<Act> acts = row.acts(scene, sighting);
    Cause cause =
        new Cause(
            row.id(),
            fill(row.because(), values),
            sighting.seen(),
            fill(row.fix(), values),
            fill(byHand(row, acts), values),
            row.read());
    return new TrueCause(cause, acts, row.passing(), foreign(acts, scene));
  }

  private static String byHand(Row row, List<Act> acts) {
    Optional<String> step =
        acts.stream()
            .filter(Act.Redo.class::isInstance)
            .map(act -> ((Act.Redo) act).step())
            .findFirst();
    return row.byHand().isEmpty() && step.isPresent()
        ? say("explain.byHand.step", step.get())
        : row.byHand();
  }

  private static String fill(String template, Map<String, String> values) {
    return Placeholders.fill(template, name -> values.getOrDefault(name, "<" + name + ">"));
  }

  /** What is deleted and not made again by a step of the lab. */
  private static List<String> foreign(List<Act> acts, Scene scene) {
    Set<String> own =
        Set.of(
            "Service " + scene.namespace() + "/" + scene.service(),
            "EndpointSlice " + scene.namespace() + "/" + scene.slice(),
            "BackendTLSPolicy " + scene.namespace() + "/" + scene.policy());
    return acts.stream()
        .filter(Act.Delete.class::isInstance)
        .map(act -> ((Act.Delete) act).object().toString())
        .filter(object -> !own.contains(object))
        .toList();
  }
}
