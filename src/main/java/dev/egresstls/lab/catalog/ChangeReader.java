package dev.egresstls.lab.catalog;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.WhatIfChange;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreePath;
import java.util.List;
import java.util.Optional;

/** Reads what a what-if changes. */
final class ChangeReader {
  private static final List<String> CHANGES =
      List.of("apply", "delete", "patch", "copy", "meshConfig", "istiodEnv");

  private final Reading in;

  ChangeReader(Reading in) {
    this.in = in;
  }

  /** The change in these fields; empty if it has mistakes that leave nothing to do. */
  Optional<Turn> turn(MappingFields fields) {
    List<String> named = CHANGES.stream().filter(fields.names()::contains).toList();
    if (named.size() != 1) {
      in.mistake(
          fields.node(), say("catalog.change.one-of", String.join(", ", CHANGES), named.size()));
    }
    Optional<WhatIfChange> change = Optional.empty();
    for (String name : CHANGES) {
      Optional<WhatIfChange> one =
          fields.fields(name, say("catalog.what.change-named", name)).map(f -> change(name, f));
      change = change.or(() -> one);
    }
    List<Check> until =
        fields.items("until").stream()
            .flatMap(
                node ->
                    MappingFields.of(node, say("catalog.what.check"), in, fields.scope()).stream())
            .flatMap(check -> new ProbeReader(in).check(check).stream())
            .toList();
    fields.end();
    return change.map(one -> new Turn(one, until));
  }

  private WhatIfChange change(String name, MappingFields f) {
    WhatIfChange change =
        switch (name) {
          case "apply" -> put(f);
          case "delete" -> new WhatIfChange.Delete(target(f));
          case "patch" -> new WhatIfChange.Merge(target(f), tree(f, "merge"));
          case "copy" -> new WhatIfChange.Copy(target(f), f.text("as"), tree(f, "merge"));
          case "meshConfig" -> meshConfig(f);
          default -> new WhatIfChange.IstiodEnv(f.text("name"), f.maybeText("value"));
        };
    f.end();
    return change;
  }

  private WhatIfChange put(MappingFields f) {
    String path = f.text("file");
    Optional<Source> manifest = in.manifest(f, path);
    return new WhatIfChange.Put(path, manifest.map(Source::text).orElse(""));
  }

  private WhatIfChange.Target target(MappingFields f) {
    in.slips(known -> known.object(f));
    return new WhatIfChange.Target(
        f.text("apiVersion"), f.text("kind"), f.maybeText("namespace"), f.text("name"));
  }

  private Tree tree(MappingFields f, String name) {
    Tree tree = f.need(name).map(node -> in.tree(node, f.scope())).orElse(Tree.object());
    if (!tree.isObject() || tree.fields().isEmpty()) {
      f.maybe(name).ifPresent(node -> in.mistake(node, say("catalog.change.no-fields")));
      return Tree.object();
    }
    return tree;
  }

  private WhatIfChange meshConfig(MappingFields f) {
    String path = f.text("path");
    try {
      TreePath.parts(path);
    } catch (IllegalArgumentException e) {
      in.mistake(f.key("path"), e.getMessage());
    }
    Tree value = f.need("value").map(node -> in.tree(node, f.scope())).orElse(Tree.object());
    return new WhatIfChange.MeshConfig(path, value);
  }
}
