package dev.egresstls.lab.experiment;

import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIfChange;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Ref;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which objects a change is about. */
final class TouchedObjects implements WhatIfChange.Cases<List<Ref>> {
  private static final Optional<String> ISTIO = Optional.of("istio-system");

  private final Vars vars;

  private TouchedObjects(Vars vars) {
    this.vars = vars;
  }

  /** Those of a fault. */
  static Set<Ref> of(Fault fault, Vars vars) {
    return fault.turns().stream()
        .flatMap(turn -> turn.change().match(new TouchedObjects(vars)).stream())
        .collect(Collectors.toSet());
  }

  private List<Ref> named(WhatIfChange.Target target, String name) {
    return List.of(
        new Ref(
            vars.fill(target.apiVersion()),
            target.kind(),
            target.namespace().map(vars::fill),
            vars.fill(name)));
  }

  @Override
  public List<Ref> put(WhatIfChange.Put put) {
    return Yaml.readAll(vars.fill(put.manifest())).stream().map(Ref::of).toList();
  }

  @Override
  public List<Ref> delete(WhatIfChange.Delete delete) {
    return named(delete.target(), delete.target().name());
  }

  @Override
  public List<Ref> merge(WhatIfChange.Merge merge) {
    return named(merge.target(), merge.target().name());
  }

  @Override
  public List<Ref> copy(WhatIfChange.Copy copy) {
    return named(copy.target(), copy.as());
  }

  @Override
  public List<Ref> meshConfig(WhatIfChange.MeshConfig setting) {
    return List.of(new Ref("v1", "ConfigMap", ISTIO, "istio"));
  }

  @Override
  public List<Ref> istiodEnv(WhatIfChange.IstiodEnv variable) {
    return List.of(new Ref("apps/v1", "Deployment", ISTIO, "istiod"));
  }
}
