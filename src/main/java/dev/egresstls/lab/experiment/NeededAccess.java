package dev.egresstls.lab.experiment;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIfChange;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Access;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.kube.rest.ApiResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a user must be allowed to do for a what-if, its undoing included, or for a fix. */
public final class NeededAccess implements WhatIfChange.Cases<List<Access>> {
  private final Vars vars;

  private NeededAccess(Vars vars) {
    this.vars = vars;
  }

  /** What changes need, and the request that is sent then. */
  public static List<Access> of(List<Turn> turns, Vars vars) {
    List<Access> needed = new ArrayList<>();
    turns.forEach(turn -> needed.addAll(turn.change().match(new NeededAccess(vars))));
    needed.add(new Access("create", "", "pods/exec", vars.text(Vars.NAMESPACE)));
    return needed.stream().distinct().toList();
  }

  /** Whether changes touch anything outside of the lab's namespace. */
  public static boolean reachesOutside(List<Turn> turns, Vars vars) {
    return of(turns, vars).stream().anyMatch(one -> !one.namespace().equals(vars.text("ns")));
  }

  /** What the acts of a fix need, but for steps that are done again. */
  public static List<Access> of(List<Act> acts) {
    return acts.stream().flatMap(act -> act.match(ACTS).stream()).distinct().toList();
  }

  private static final Act.Cases<List<Access>> ACTS =
      new Act.Cases<>() {
        @Override
        public List<Access> redo(Act.Redo redo) {
          return List.of();
        }

        @Override
        public List<Access> merge(Act.Merge merge) {
          return access(merge.target(), "patch");
        }

        @Override
        public List<Access> restart(Act.Restart restart) {
          return access(restart.deployment(), "patch");
        }

        @Override
        public List<Access> delete(Act.Delete delete) {
          return access(delete.target(), "delete");
        }
      };

  private static List<Access> access(Ref ref, String... verbs) {
    return ApiResources.byHeart(ref.apiVersion(), ref.kind()).stream()
        .flatMap(
            one ->
                Stream.of(verbs)
                    .map(
                        verb ->
                            new Access(
                                verb,
                                one.group(),
                                one.plural(),
                                one.namespaced() ? ref.namespace() : Optional.empty())))
        .toList();
  }

  private List<Access> access(WhatIfChange.Target target, String... verbs) {
    return access(TouchedObjects.ref(target, vars), verbs);
  }

  @Override
  public List<Access> put(WhatIfChange.Put put) {
    return Yaml.readAll(vars.show(put.manifest())).stream()
        .flatMap(object -> access(Ref.of(object), "create", "patch", "delete").stream())
        .toList();
  }

  @Override
  public List<Access> delete(WhatIfChange.Delete delete) {
    return access(delete.target(), "delete", "create");
  }

  @Override
  public List<Access> merge(WhatIfChange.Merge merge) {
    return access(merge.target(), "patch");
  }

  @Override
  public List<Access> copy(WhatIfChange.Copy copy) {
    return access(copy.target(), "create", "delete");
  }

  @Override
  public List<Access> meshConfig(WhatIfChange.MeshConfig setting) {
    return access(TouchedObjects.MESH, "patch");
  }

  @Override
  public List<Access> istiodEnv(WhatIfChange.IstiodEnv variable) {
    return access(TouchedObjects.ISTIOD, "patch");
  }
}
