package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Ownership;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIfChange;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sees to it that a what-if changes no object of anybody else's, before it changes anything. */
final class OwnObjects implements WhatIfChange.Cases<Optional<Problem>> {
  private final Resources resources;
  private final Ownership ownership;
  private final Vars vars;

  OwnObjects(Resources resources, Ownership ownership, Vars vars) {
    this.resources = resources;
    this.ownership = ownership;
    this.vars = vars;
  }

  /**
   * Looks at all that is to be changed.
   *
   * @throws dev.egresstls.lab.lab.LabFailure (unsafe) if something of it is someone else's
   */
  void require(List<Turn> turns) {
    for (Turn turn : turns) {
      turn.change()
          .match(this)
          .ifPresent(
              problem -> {
                throw problem.failure();
              });
    }
  }

  private Optional<Problem> left(Ref ref, Function<Tree, Optional<String>> refusal) {
    return resources
        .get(ref)
        .flatMap(refusal)
        .map(
            why ->
                Problem.of(
                    Problem.Kind.UNSAFE,
                    say("explain.left", ref, why),
                    say("experiment.left.practice")));
  }

  @Override
  public Optional<Problem> put(WhatIfChange.Put put) {
    return Yaml.readAll(vars.fill(put.manifest())).stream()
        .map(object -> left(Ref.of(object), there -> ownership.refusesToChange(there, object)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public Optional<Problem> delete(WhatIfChange.Delete delete) {
    return left(TouchedObjects.ref(delete.target(), vars), ownership::refusesToDelete);
  }

  @Override
  public Optional<Problem> merge(WhatIfChange.Merge merge) {
    Tree patch = vars.fill(merge.patch(), Tree.MISSING);
    return left(
        TouchedObjects.ref(merge.target(), vars), there -> ownership.refusesToChange(there, patch));
  }

  @Override
  public Optional<Problem> copy(WhatIfChange.Copy copy) {
    return left(TouchedObjects.ref(copy, vars), ownership::refusesToTouch);
  }

  @Override
  public Optional<Problem> meshConfig(WhatIfChange.MeshConfig setting) {
    Tree patch = Tree.object("data", Tree.object("mesh", ""));
    return left(TouchedObjects.MESH, there -> ownership.refusesToChange(there, patch));
  }

  @Override
  public Optional<Problem> istiodEnv(WhatIfChange.IstiodEnv variable) {
    return left(TouchedObjects.ISTIOD, ownership::refusesToTouch);
  }
}
