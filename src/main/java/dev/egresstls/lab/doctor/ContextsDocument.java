package dev.egresstls.lab.doctor;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.ContextLook;
import java.util.List;

/** The contexts of the kubeconfig as one JSON object, as {@code docs/json.md} describes it. */
public final class ContextsDocument {
  private static final int SCHEMA_VERSION = 1;

  private ContextsDocument() {}

  /** The object. */
  public static Tree of(List<ContextLook> looks) {
    return Tree.object(
        "schemaVersion",
        SCHEMA_VERSION,
        "contexts",
        looks.stream().map(ContextsDocument::one).toList());
  }

  private static Tree one(ContextLook look) {
    return Tree.object(
        "context", look.context(),
        "server", look.server(),
        "current", look.current(),
        "state", look.state().word(),
        "says", look.says(),
        "version", look.version());
  }
}
