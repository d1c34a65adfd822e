package dev.egresstls.lab.explain;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.Evidence;
import dev.egresstls.lab.check.Judge;
import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Expectation;
import dev.egresstls.lab.lab.LabCause;
import dev.egresstls.lab.lab.LabCause.Fix;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIfChange;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.List;
import java.util.Optional;

/** Which of the causes that a lab itself knows are true of a cluster. Pure. */
final class OwnCauses {
  private final CauseContext scene;
  private final Vars vars;

  OwnCauses(CauseContext scene) {
    this.scene = scene;
    this.vars = scene.vars();
  }

  /**
   * A cause that is true.
   *
   * @param because the sentence, filled in
   * @param seen what shows it
   * @param acts what fixes it
   * @param fix what that does, in words
   */
  record Found(LabCause cause, String because, Gap seen, List<Act> acts, String fix) {}

  /** Those that explain a check, in the order of the lab. */
  List<Found> of(Check check) {
    return scene.causes().stream()
        .filter(one -> one.explains().isEmpty() || one.explains().contains(check.id()))
        .flatMap(one -> found(one).stream())
        .toList();
  }

  private Optional<Found> found(LabCause cause) {
    try {
      boolean so =
          cause.predicate().when().stream().allMatch(this::holds)
              && cause.predicate().unless().stream().noneMatch(this::holds);
      return so ? Optional.of(told(cause)) : Optional.empty();
    } catch (LabFailure e) {
      return Optional.empty(); // a name has no value yet: nothing is said of what is not known
    }
  }

  private boolean holds(Check check) {
    List<Tree> objects = objects(check.probe());
    if (absent(check)) {
      return objects.isEmpty() && scene.readable(kind(check.probe()));
    }
    return objects.stream().anyMatch(object -> met(check, object));
  }

  private boolean met(Check check, Tree object) {
    return Judge.judge(check, Evidence.of(ObjectNames.of(object), object), vars).met();
  }

  /** Whether a check expects that there is no such object. */
  private static boolean absent(Check check) {
    return check.expect().values().stream()
        .allMatch(one -> one instanceof Expectation.Present present && !present.wanted());
  }

  private static String kind(Probe probe) {
    return probe instanceof Probe.ResourceState resource ? resource.kind() : "Pod";
  }

  private List<Tree> objects(Probe probe) {
    if (probe instanceof Probe.PodState pod) {
      return scene.newestPod(vars.fill(pod.namespace()), vars.fill(pod.deployment())).stream()
          .toList();
    }
    Probe.ResourceState resource = (Probe.ResourceState) probe;
    String namespace = resource.namespace().map(vars::fill).orElse("");
    Optional<String> name = resource.name().map(vars::fill);
    return scene.seen().all(resource.kind()).stream()
        .filter(one -> namespace.isEmpty() || ObjectNames.namespace(one).equals(namespace))
        .filter(one -> name.isEmpty() || ObjectNames.name(one).equals(name.get()))
        .toList();
  }

  private Found told(LabCause cause) {
    Check first = cause.predicate().when().get(0);
    Tree self =
        objects(first.probe()).stream()
            .filter(object -> met(first, object))
            .findFirst()
            .orElse(Tree.MISSING);
    List<Act> acts = cause.fix().map(one -> act(one, self)).stream().toList();
    return new Found(
        cause, vars.fill(cause.because(), self), gap(cause, first, self), acts, words(acts));
  }

  private Gap gap(LabCause cause, Check first, Tree self) {
    if (self.isMissing()) {
      String kind = kind(first.probe());
      return new Gap(kind, "", say("explain.gap.toExist"), say("explain.gap.nothing"), none());
    }
    String field =
        cause.field().isEmpty() ? first.expect().keySet().iterator().next() : cause.field();
    Tree value = self.at(field);
    String saw = value.isPresent() ? value.text(value.toString()) : say("explain.gap.nothing");
    return new Gap(ObjectNames.of(self), field, say("explain.gap.other"), saw, none());
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private Act act(Fix fix, Tree self) {
    if (fix instanceof Fix.Redo redo) {
      return new Act.Redo(redo.step(), self);
    }
    WhatIfChange change = ((Fix.Change) fix).change();
    if (change instanceof WhatIfChange.Delete delete) {
      Ref ref = ref(delete.target());
      return new Act.Delete(ref, scene.object(ref).at("metadata.uid").text(""));
    }
    WhatIfChange.Merge merge = (WhatIfChange.Merge) change;
    return new Act.Merge(ref(merge.target()), vars.fill(merge.patch(), self));
  }

  private Ref ref(WhatIfChange.Target target) {
    return new Ref(
        vars.fill(target.apiVersion()),
        target.kind(),
        target.namespace().map(vars::fill),
        vars.fill(target.name()));
  }

  private static String words(List<Act> acts) {
    if (acts.isEmpty()) {
      return "";
    }
    Act act = acts.get(0);
    if (act instanceof Act.Redo redo) {
      return say("explain.own.redo", redo.step());
    }
    String object = act.object().map(Ref::toString).orElse("");
    return act instanceof Act.Delete
        ? say("explain.own.delete", object)
        : say("explain.own.change", object);
  }
}
