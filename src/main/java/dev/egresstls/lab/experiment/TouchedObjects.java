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
  private static final Optional<String> ISTIO_SYSTEM = Optional.of("istio-system");

  /** Holds the settings of the mesh. */
  static final Ref MESH = new Ref("v1", "ConfigMap", ISTIO_SYSTEM, "istio");

  static final Ref ISTIOD = new Ref("apps/v1", "Deployment", ISTIO_SYSTEM, "istiod");

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

  /** The object that a change names. */
  static Ref ref(WhatIfChange.Target target, Vars vars) {
    return ref(target, target.name(), vars);
  }

  /** The object that a copy becomes. */
  static Ref ref(WhatIfChange.Copy copy, Vars vars) {
    return ref(copy.target(), copy.as(), vars);
  }

  private static Ref ref(WhatIfChange.Target target, String name, Vars vars) {
    return new Ref(
        vars.fill(target.apiVersion()),
        target.kind(),
        target.namespace().map(vars::fill),
        vars.fill(name));
  }

  @Override
  public List<Ref> put(WhatIfChange.Put put) {
    return Yaml.readAll(vars.fill(put.manifest())).stream().map(Ref::of).toList();
  }

  @Override
  public List<Ref> delete(WhatIfChange.Delete delete) {
    return List.of(ref(delete.target(), vars));
  }

  @Override
  public List<Ref> merge(WhatIfChange.Merge merge) {
    return List.of(ref(merge.target(), vars));
  }

  @Override
  public List<Ref> copy(WhatIfChange.Copy copy) {
    return List.of(ref(copy, vars));
  }

  @Override
  public List<Ref> meshConfig(WhatIfChange.MeshConfig setting) {
    return List.of(MESH);
  }

  @Override
  public List<Ref> istiodEnv(WhatIfChange.IstiodEnv variable) {
    return List.of(ISTIOD);
  }
}
