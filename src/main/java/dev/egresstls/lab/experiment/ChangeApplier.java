package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIfChange;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.ledger.journal.JsonMergePatch;
import dev.egresstls.lab.ledger.journal.YamlLines;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.value.TreePath;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes changes through the ledger; gives what each has come to. */
final class ChangeApplier implements WhatIfChange.Cases<List<Changed>> {
  private static final Ref MESH = TouchedObjects.MESH;
  private static final Ref ISTIOD = TouchedObjects.ISTIOD;
  private static final String CONTAINER = "discovery";

  private final LedgeredResources resources;
  private final Vars vars;

  ChangeApplier(LedgeredResources resources, Vars vars) {
    this.resources = resources;
    this.vars = vars;
  }

  private Ref ref(WhatIfChange.Target target) {
    return TouchedObjects.ref(target, vars);
  }

  private Tree required(Ref ref) {
    return resources
        .get(ref)
        .orElseThrow(
            () -> Problem.of(Problem.Kind.PRECONDITION, say("experiment.noObject", ref)).failure());
  }

  private static String changes(Ref ref) {
    return say("experiment.change.change", ref);
  }

  private static String creates(Ref ref) {
    return say("experiment.change.create", ref);
  }

  @Override
  public List<Changed> put(WhatIfChange.Put put) {
    List<Changed> changed = new ArrayList<>();
    for (Tree object : Yaml.readAll(vars.fill(put.manifest()))) {
      Ref ref = Ref.of(object);
      boolean there = resources.get(ref).isPresent();
      Tree now = there ? resources.merge(ref, object) : resources.create(object);
      changed.add(Changed.now(ref, now, there ? changes(ref) : creates(ref)));
    }
    return changed;
  }

  @Override
  public List<Changed> delete(WhatIfChange.Delete delete) {
    Ref ref = ref(delete.target());
    Tree there = required(ref);
    resources.delete(ref, there.at("metadata.uid").text(), Optional.empty());
    return List.of(Changed.gone(ref));
  }

  @Override
  public List<Changed> merge(WhatIfChange.Merge merge) {
    Ref ref = ref(merge.target());
    Tree now = resources.merge(ref, vars.fill(merge.patch(), Tree.MISSING));
    return List.of(Changed.now(ref, now, changes(ref)));
  }

  @Override
  public List<Changed> copy(WhatIfChange.Copy copy) {
    Tree model = required(ref(copy.target()));
    Tree metadata =
        Tree.object(
            "name", vars.fill(copy.as()), "namespace", model.at("metadata.namespace").text(""));
    Tree plain = model.without("status").with("metadata", metadata);
    Tree object = JsonMergePatch.merged(plain, vars.fill(copy.patch(), Tree.MISSING));
    Ref ref = Ref.of(object);
    return List.of(Changed.now(ref, resources.create(object), creates(ref)));
  }

  /** Every other line of the text stays as it is. */
  @Override
  public List<Changed> meshConfig(WhatIfChange.MeshConfig setting) {
    List<String> keys = TreePath.parts(setting.path()).stream().map(Object::toString).toList();
    Tree value = vars.fill(setting.value(), Tree.MISSING);
    Tree now =
        resources.change(
            MESH,
            map ->
                TreeEdit.change(
                    map,
                    text -> Tree.of(YamlLines.set(text.text(""), keys, value)),
                    "data",
                    "mesh"));
    return List.of(Changed.now(MESH, now, say("experiment.change.set", setting.path(), MESH)));
  }

  @Override
  public List<Changed> istiodEnv(WhatIfChange.IstiodEnv variable) {
    Tree now =
        resources.change(
            ISTIOD,
            istiod ->
                TreeEdit.change(
                    istiod,
                    containers -> containers(containers, variable),
                    "spec",
                    "template",
                    "spec",
                    "containers"));
    String text =
        variable.value().isPresent()
            ? say("experiment.change.set", variable.name(), ISTIOD)
            : say("experiment.change.remove", variable.name(), ISTIOD);
    return List.of(Changed.now(ISTIOD, now, text));
  }

  private Tree containers(Tree containers, WhatIfChange.IstiodEnv variable) {
    List<Tree> all = new ArrayList<>();
    for (Tree container : containers.items()) {
      boolean istiod = container.get("name").text("").equals(CONTAINER);
      all.add(istiod ? container.with("env", env(container, variable)) : container);
    }
    return Tree.of(all);
  }

  /** The variable where it is, or behind the last; the others as they are. */
  private List<Tree> env(Tree container, WhatIfChange.IstiodEnv variable) {
    List<Tree> env = new ArrayList<>();
    Optional<Tree> wanted =
        variable
            .value()
            .map(value -> Tree.object("name", variable.name(), "value", vars.fill(value)));
    boolean placed = false;
    for (Tree one : container.get("env").items()) {
      boolean same = one.get("name").text("").equals(variable.name());
      placed |= same;
      (same ? wanted : Optional.of(one)).ifPresent(env::add);
    }
    if (!placed) {
      wanted.ifPresent(env::add);
    }
    return env;
  }
}
