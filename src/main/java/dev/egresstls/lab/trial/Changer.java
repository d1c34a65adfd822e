package dev.egresstls.lab.trial;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.whatif.Change;
import dev.egresstls.lab.ledger.Ledger;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreePath;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes changes through the ledger; gives what each has come to. */
final class Changer implements Change.Cases<List<Changed>> {
  private static final Optional<String> ISTIO_SYSTEM = Optional.of("istio-system");
  private static final Ref MESH = new Ref("v1", "ConfigMap", ISTIO_SYSTEM, "istio");
  private static final Ref ISTIOD = new Ref("apps/v1", "Deployment", ISTIO_SYSTEM, "istiod");
  private static final String CONTAINER = "discovery";

  private final Resources resources;
  private final Ledger ledger;
  private final Vars vars;

  Changer(Resources resources, Ledger ledger, Vars vars) {
    this.resources = resources;
    this.ledger = ledger;
    this.vars = vars;
  }

  private Ref ref(Change.Target target) {
    return new Ref(
        vars.fill(target.apiVersion()),
        target.kind(),
        target.namespace().map(vars::fill),
        vars.fill(target.name()));
  }

  private Tree required(Ref ref) {
    return resources
        .get(ref)
        .orElseThrow(
            () -> Problem.of(Problem.Kind.PRECONDITION, say("trial.noObject", ref)).failure());
  }

  private static String changes(Ref ref) {
    return say("trial.change.change", ref);
  }

  private static String creates(Ref ref) {
    return say("trial.change.create", ref);
  }

  @Override
  public List<Changed> put(Change.Put put) {
    List<Changed> changed = new ArrayList<>();
    for (Tree object : Yaml.readAll(vars.fill(put.manifest()))) {
      Ref ref = Ref.of(object);
      boolean there = resources.get(ref).isPresent();
      Tree now = there ? ledger.merge(ref, object) : ledger.create(object);
      changed.add(Changed.now(ref, now, there ? changes(ref) : creates(ref)));
    }
    return changed;
  }

  @Override
  public List<Changed> delete(Change.Delete delete) {
    Ref ref = ref(delete.target());
    ledger.delete(ref);
    return List.of(Changed.gone(ref));
  }

  @Override
  public List<Changed> merge(Change.Merge merge) {
    Ref ref = ref(merge.target());
    Tree now = ledger.merge(ref, vars.fill(merge.patch(), Tree.MISSING));
    return List.of(Changed.now(ref, now, changes(ref)));
  }

  @Override
  public List<Changed> copy(Change.Copy copy) {
    Tree model = required(ref(copy.target()));
    Tree metadata =
        Tree.object(
            "name", vars.fill(copy.as()), "namespace", model.at("metadata.namespace").text(""));
    Tree plain = model.without("status").with("metadata", metadata);
    Tree object = Merging.merged(plain, vars.fill(copy.patch(), Tree.MISSING));
    Ref ref = Ref.of(object);
    return List.of(Changed.now(ref, ledger.create(object), creates(ref)));
  }

  @Override
  public List<Changed> meshConfig(Change.MeshConfig setting) {
    Tree mesh = Yaml.read(required(MESH).at("data.mesh").text(""));
    Tree patch = vars.fill(setting.value(), Tree.MISSING);
    List<Object> parts = TreePath.parts(setting.path());
    for (int i = parts.size() - 1; i >= 0; i--) {
      patch = Tree.object(parts.get(i).toString(), patch);
    }
    Tree changed = Merging.merged(mesh, patch);
    Tree now = ledger.merge(MESH, Tree.object("data", Tree.object("mesh", Yaml.write(changed))));
    return List.of(Changed.now(MESH, now, say("trial.change.set", setting.path(), MESH)));
  }

  @Override
  public List<Changed> istiodEnv(Change.IstiodEnv variable) {
    List<Tree> containers = new ArrayList<>();
    for (Tree container : required(ISTIOD).at("spec.template.spec.containers").items()) {
      boolean istiod = container.get("name").text("").equals(CONTAINER);
      containers.add(istiod ? container.with("env", env(container, variable)) : container);
    }
    Tree pod = Tree.object("containers", containers);
    Tree template = Tree.object("template", Tree.object("spec", pod));
    Tree now = ledger.merge(ISTIOD, Tree.object("spec", template));
    String text =
        variable.value().isPresent()
            ? say("trial.change.set", variable.name(), ISTIOD)
            : say("trial.change.takeAway", variable.name(), ISTIOD);
    return List.of(Changed.now(ISTIOD, now, text));
  }

  private List<Tree> env(Tree container, Change.IstiodEnv variable) {
    List<Tree> env = new ArrayList<>(container.get("env").items());
    env.removeIf(one -> one.get("name").text("").equals(variable.name()));
    variable
        .value()
        .ifPresent(
            value -> env.add(Tree.object("name", variable.name(), "value", vars.fill(value))));
    return env;
  }
}
