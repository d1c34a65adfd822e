package dev.egresstls.lab.practice.store.rules;

import java.util.List;
import java.util.Map;

/** Fills in the smaller kinds: webhooks, admission policies and roles. */
final class AdmissionDefaults {
  private AdmissionDefaults() {}

  static void fill(String key, DefaultsDraft object) {
    switch (key) {
      case "mutatingwebhookconfigurations.admissionregistration.k8s.io" ->
          object
              .each("webhooks")
              .forEach(hook -> webhook(hook.fill("reinvocationPolicy", "Never")));
      case "validatingwebhookconfigurations.admissionregistration.k8s.io" ->
          object.each("webhooks").forEach(AdmissionDefaults::webhook);
      case "validatingadmissionpolicies.admissionregistration.k8s.io" -> policy(object.in("spec"));
      case "clusterrolebindings.rbac.authorization.k8s.io",
          "rolebindings.rbac.authorization.k8s.io" -> {
        object.in("roleRef").fill("apiGroup", "rbac.authorization.k8s.io");
        object.each("subjects").forEach(AdmissionDefaults::subject);
      }
      default -> object.has("metadata");
    }
  }

  private static void webhook(DefaultsDraft hook) {
    hook.fill("failurePolicy", "Fail")
        .fill("matchPolicy", "Equivalent")
        .fill("namespaceSelector", Map.of())
        .fill("objectSelector", Map.of())
        .fill("timeoutSeconds", 10L);
    if (hook.in("clientConfig").has("service")) {
      hook.in("clientConfig").in("service").fill("port", 443L);
    }
    hook.each("rules").forEach(rule -> rule.fill("scope", "*"));
  }

  private static void policy(DefaultsDraft spec) {
    spec.fill("failurePolicy", "Fail");
    DefaultsDraft matched = spec.in("matchConstraints");
    matched
        .fill("matchPolicy", "Equivalent")
        .fill("namespaceSelector", Map.of())
        .fill("objectSelector", Map.of());
    for (String rules : List.of("resourceRules", "excludeResourceRules")) {
      matched.each(rules).forEach(rule -> rule.fill("scope", "*"));
    }
  }

  private static void subject(DefaultsDraft subject) {
    if (!subject.text("kind").equals("ServiceAccount")) {
      subject.fill("apiGroup", "rbac.authorization.k8s.io");
    }
  }
}
