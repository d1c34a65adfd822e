package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Small words that the causes are written with. */
final class CauseFound {
  private CauseFound() {}

  static Optional<CauseEvidence> when(boolean so, Supplier<CauseEvidence> seen) {
    return so ? Optional.of(seen.get()) : Optional.empty();
  }

  /** A list as a sentence has it. */
  static String list(List<String> items) {
    return items.isEmpty() ? say("explain.gap.none") : String.join(", ", items);
  }

  /** What is in a field, or that nothing does. */
  static String or(Tree value, String nothing) {
    return value.text("").isEmpty() ? nothing : value.text("");
  }

  /** A patch that sets one field deep inside; a null value takes it away. */
  static Tree patch(Object value, String... keys) {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put(keys[keys.length - 1], value);
    Tree patch = Tree.of(inner);
    for (int i = keys.length - 2; i >= 0; i--) {
      patch = Tree.object(keys[i], patch);
    }
    return patch;
  }

  /** Sets a field of an object. */
  static Act with(Tree object, Object value, String... keys) {
    return new Act.Merge(Ref.of(object), patch(value, keys));
  }

  /** Sets an environment variable of istiod, or takes it away, as kubectl set env does. */
  static Act env(Tree istiod, String name, Optional<String> value) {
    List<Tree> containers = new ArrayList<>();
    for (Tree container : istiod.at("spec.template.spec.containers").items()) {
      boolean discovery = container.get("name").text("").equals("discovery");
      containers.add(
          discovery ? container.with("env", variables(container, name, value)) : container);
    }
    return with(istiod, containers, "spec", "template", "spec", "containers");
  }

  private static List<Tree> variables(Tree container, String name, Optional<String> value) {
    List<Tree> env = new ArrayList<>(container.get("env").items());
    env.removeIf(one -> one.get("name").text("").equals(name));
    value.ifPresent(text -> env.add(Tree.object("name", name, "value", text)));
    return env;
  }

  /** Takes a field of an object away. */
  static Act without(Tree object, String... keys) {
    return new Act.Merge(Ref.of(object), patch(null, keys));
  }

  /** A restart of the client, which takes keys of its pods' metadata away. */
  static Act renewed(CauseContext scene, String... annotationsOrLabels) {
    Map<String, Object> gone = new LinkedHashMap<>();
    for (String key : annotationsOrLabels) {
      gone.put(key, null);
    }
    Tree metadata = Tree.object("labels", Tree.of(gone), "annotations", Tree.of(gone));
    Ref client = scene.ref("apps/v1", "Deployment", scene.client());
    return new Act.Restart(
        client, TreeEdit.put(Tree.object(), metadata, "spec", "template", "metadata"));
  }
}
