package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** Owner references. */
public final class OwnerReferences {
  private OwnerReferences() {}

  /** The {@code ownerReferences} of an object that this one controls. */
  public static List<Tree> controlledBy(Tree owner) {
    return List.of(
        Tree.object(
            "apiVersion", owner.get("apiVersion"),
            "kind", owner.get("kind"),
            "name", owner.at("metadata.name"),
            "uid", owner.at("metadata.uid"),
            "controller", true,
            "blockOwnerDeletion", true));
  }

  /** The reference to an object's controller, if it has one. */
  public static Optional<Tree> controller(Tree object) {
    return object.at("metadata.ownerReferences").items().stream()
        .filter(reference -> reference.get("controller").isTrue())
        .findFirst();
  }

  /** Whether {@code owner} controls {@code object}. */
  public static boolean owns(Tree owner, Tree object) {
    String uid = owner.at("metadata.uid").text("");
    return controller(object).map(ref -> ref.get("uid").text("").equals(uid)).orElse(false);
  }
}
