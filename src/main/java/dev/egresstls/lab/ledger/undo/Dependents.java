package dev.egresstls.lab.ledger.undo;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.ledger.Inventory;
import dev.egresstls.lab.ledger.Inventory.Found;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Resources;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What others keep in a namespace, or of a kind: it would go with that. */
final class Dependents {
  /** What Kubernetes and Istio put into every namespace by themselves. */
  private static final Set<String> FURNITURE =
      Set.of(
          "ServiceAccount default",
          "ConfigMap kube-root-ca.crt",
          "ConfigMap istio-ca-root-cert",
          "ConfigMap istio-ca-crl");

  private final Resources raw;

  Dependents(Resources raw) {
    this.raw = raw;
  }

  /** Why an object must stay because of what depends on it; empty if nothing does. */
  Optional<String> of(Tree object) {
    return of(object, found -> false);
  }

  /**
   * The same.
   *
   * @param ours what goes anyway
   */
  Optional<String> of(Tree object, Predicate<Found> ours) {
    return switch (object.get("kind").text("")) {
      case "CustomResourceDefinition" -> ofKind(object, ours);
      case "Namespace" -> inNamespace(object.at("metadata.name").text(""), ours);
      default -> Optional.empty();
    };
  }

  private Optional<String> ofKind(Tree definition, Predicate<Found> ours) {
    String version =
        definition.at("spec.versions").items().stream()
            .filter(one -> one.get("served").isTrue())
            .map(one -> one.get("name").text(""))
            .findFirst()
            .orElse("");
    String apiVersion = definition.at("spec.group").text("") + "/" + version;
    String kind = definition.at("spec.names.kind").text("");
    List<Found> left =
        Inventory.list(raw, Query.all(apiVersion, kind)).stream()
            .filter(one -> !ours.test(one))
            .toList();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            say(
                "ledger.kept.definition",
                definition.at("metadata.name").text(""),
                left.size(),
                left.get(0).ref()));
  }

  private Optional<String> inNamespace(String namespace, Predicate<Found> ours) {
    List<Found> left =
        Inventory.of(raw).objects().stream()
            .filter(one -> one.ref().namespace().equals(Optional.of(namespace)))
            .filter(one -> !one.owned() && !ours.test(one))
            .filter(one -> !FURNITURE.contains(one.ref().kind() + " " + one.ref().name()))
            .filter(one -> !one.ref().kind().equals("Lease"))
            .toList();
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(say("ledger.kept.namespace", namespace, left.size(), left.get(0).ref()));
  }
}
