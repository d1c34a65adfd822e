package dev.egresstls.lab.practice.api.verbs;

import dev.egresstls.lab.practice.api.http.IncomingRequest;
import dev.egresstls.lab.value.Tree;

/** Objects of which a client wants the metadata alone. */
final class Partial {
  private Partial() {}

  static boolean wanted(IncomingRequest call) {
    return call.header("accept").contains("as=PartialObjectMetadata");
  }

  static Tree of(Tree object) {
    return Tree.object(
        "kind", "PartialObjectMetadata",
        "apiVersion", "meta.k8s.io/v1",
        "metadata", object.get("metadata"));
  }
}
