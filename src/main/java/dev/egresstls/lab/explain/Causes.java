package dev.egresstls.lab.explain;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.Finding;
import dev.egresstls.lab.event.Cause;
import dev.egresstls.lab.event.Verdict;
import dev.egresstls.lab.explain.causes.KnownCauses;
import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Ownership;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.lab.Placeholders;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out because of what checks fail: every row of the table that is true, in its order. */
final class Causes {
  private final CauseContext scene;
  private final Ownership ownership;

  /**
   * Finds causes in a scene.
   *
   * @param alone whether nobody else can be at work in the cluster
   */
  Causes(CauseContext scene, boolean alone) {
    this.scene = scene;
    this.ownership = scene.ownership(alone);
  }

  /** What is true of a failing check, the most fundamental first; nothing for any other. */
  List<TrueCause> of(Finding finding) {
    if (finding.verdict().state() != Verdict.State.UNMET) {
      return List.of();
    }
    Set<Topic> topics = Topics.of(finding.check(), scene);
    CauseContext asked = scene.about(topics);
    List<TrueCause> all = new ArrayList<>();
    all.addAll(known(asked, topics, true));
    new OwnCauses(scene).of(finding.check()).stream().map(this::told).forEach(all::add);
    all.addAll(known(asked, topics, false));
    return all;
  }

  private List<TrueCause> known(CauseContext asked, Set<Topic> topics, boolean fundamental) {
    return KnownCauses.ALL.stream()
        .filter(row -> KnownCauses.isFundamental(row) == fundamental)
        .filter(row -> row.explainsAny(topics) && scene.isAbout(row.about()))
        .flatMap(row -> row.look().apply(asked).map(seen -> told(row, asked, seen)).stream())
        .toList();
  }

  private TrueCause told(OwnCauses.Found found) {
    String left = left(found.acts());
    String byHand = scene.vars().show(found.cause().byHand());
    Cause cause =
        new Cause(
            found.cause().id(),
            found.because(),
            List.of(found.seen()),
            left.isEmpty() ? found.fix() : "",
            left,
            byHand.isEmpty() ? step(found.acts()).orElse("") : byHand,
            found.cause().read());
    boolean mesh = found.acts().stream().anyMatch(this::meshWide);
    return new TrueCause(cause, left.isEmpty() ? found.acts() : List.of(), false, mesh);
  }

  private TrueCause told(Row row, CauseContext scene, CauseEvidence sighting) {
    Map<String, String> values = new LinkedHashMap<>(scene.values());
    values.putAll(sighting.values());
    List<Act> acts = row.acts(scene, sighting);
    String left = left(acts);
    Cause cause =
        new Cause(
            row.id(),
            fill(row.because(), values),
            sighting.seen(),
            left.isEmpty() ? fill(row.fix(), values) : "",
            left,
            fill(
                row.remedy().byHand().isEmpty() ? step(acts).orElse("") : row.remedy().byHand(),
                values),
            fill(row.remedy().read(), values).replace(" `", "`"));
    return new TrueCause(
        cause,
        left.isEmpty() ? acts : List.of(),
        row.passing(),
        acts.stream().anyMatch(this::meshWide));
  }

  /** The command that shows what the step does that is done again. */
  private static Optional<String> step(List<Act> acts) {
    return acts.stream()
        .filter(Act.Redo.class::isInstance)
        .map(act -> say("explain.byHand.step", ((Act.Redo) act).step()))
        .findFirst();
  }

  private static String fill(String template, Map<String, String> values) {
    return Placeholders.fill(template, name -> values.getOrDefault(name, "<" + name + ">"));
  }

  private boolean meshWide(Act act) {
    boolean istio = act.object().flatMap(Ref::namespace).filter("istio-system"::equals).isPresent();
    return istio || act instanceof Act.Redo redo && scene.installsIstio(redo.step());
  }

  /** That nothing can be done, or the first act that would change what is not the lab's. */
  private String left(List<Act> acts) {
    if (acts.isEmpty()) {
      return say("explain.left.nothing");
    }
    return acts.stream().flatMap(act -> refused(act).stream()).findFirst().orElse("");
  }

  private Optional<String> refused(Act act) {
    return act.object()
        .map(scene::object)
        .filter(Tree::isPresent)
        .flatMap(
            object ->
                act.refusal(ownership, object)
                    .map(why -> say("explain.left", Ref.of(object), why)));
  }
}
