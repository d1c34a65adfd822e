package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.practice.controlplane.LabelSelectors;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.util.Optional;

/** Finds the injector webhook that an API server would call for a new pod. */
final class WebhookMatch {
  private static final String CONFIGURATIONS =
      "mutatingwebhookconfigurations.admissionregistration.k8s.io";

  private WebhookMatch() {}

  /** The first webhook of Istio's injector whose selectors match; empty if none does. */
  static Optional<Tree> find(Objects objects, Tree namespace, Tree pod) {
    return objects.list(CONFIGURATIONS).stream()
        .filter(each -> each.at("metadata.labels").get("app").text("").equals("sidecar-injector"))
        .flatMap(each -> each.get("webhooks").items().stream())
        .filter(each -> matches(each.get("namespaceSelector"), namespace))
        .filter(each -> matches(each.get("objectSelector"), pod))
        .findFirst();
  }

  private static boolean matches(Tree selector, Tree object) {
    return LabelSelectors.match(selector, object.at("metadata.labels"));
  }
}
