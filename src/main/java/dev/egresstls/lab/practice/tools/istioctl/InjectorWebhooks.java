package dev.egresstls.lab.practice.tools.istioctl;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;

/**
 * The webhooks of the sidecar injector. {@code istioctl} creates a tag {@code default} and takes
 * the first configuration out of work (istio operator/pkg/webhook/webhook.go:41-71 and
 * istioctl/pkg/tag/util.go:185-214 @1.30.3; the selectors: istio-discovery
 * templates/mutatingwebhook.yaml:65-79).
 */
final class InjectorWebhooks {
  private static final String INJECT = "sidecar.istio.io/inject";
  private static final String REVISION = "istio.io/rev";
  private static final String ENABLED = "istio-injection";
  private static final String NEVER = "istio.io/deactivated";

  private InjectorWebhooks() {}

  static List<Tree> all() {
    return List.of(
        configuration("istio-sidecar-injector", retired()),
        configuration("istio-revision-tag-default", working()));
  }

  private static Tree configuration(String name, List<Tree> webhooks) {
    Map<String, String> labels =
        Map.of(
            "app", "sidecar-injector",
            "istio.io/rev", "default",
            "istio.io/tag", name.endsWith("default") ? "default" : "",
            "release", "istio");
    return Tree.object(
        "apiVersion",
        "admissionregistration.k8s.io/v1",
        "kind",
        "MutatingWebhookConfiguration",
        "metadata",
        Tree.object("name", name, "labels", labels),
        "webhooks",
        webhooks);
  }

  private static List<Tree> working() {
    return List.of(
        webhook(
            "rev.namespace",
            List.of(rule(REVISION, "In", "default"), rule(ENABLED, "DoesNotExist")),
            List.of(rule(INJECT, "NotIn", "false"))),
        webhook(
            "rev.object",
            List.of(rule(REVISION, "DoesNotExist"), rule(ENABLED, "DoesNotExist")),
            List.of(rule(INJECT, "NotIn", "false"), rule(REVISION, "In", "default"))),
        webhook(
            "namespace",
            List.of(rule(ENABLED, "In", "enabled")),
            List.of(rule(INJECT, "NotIn", "false"))),
        webhook(
            "object",
            List.of(rule(ENABLED, "DoesNotExist"), rule(REVISION, "DoesNotExist")),
            List.of(rule(INJECT, "In", "true"), rule(REVISION, "DoesNotExist"))));
  }

  private static List<Tree> retired() {
    Tree never = Tree.object("matchLabels", Tree.object(NEVER, "never-match"));
    return working().stream()
        .map(webhook -> webhook.with("namespaceSelector", never).with("objectSelector", never))
        .toList();
  }

  private static Tree rule(String key, String operator, String... values) {
    return values.length == 0
        ? Tree.object("key", key, "operator", operator)
        : Tree.object("key", key, "operator", operator, "values", List.of(values));
  }

  private static Tree webhook(String name, List<Tree> namespaces, List<Tree> objects) {
    Tree service =
        Tree.object("name", "istiod", "namespace", "istio-system", "path", "/inject", "port", 443);
    Tree pods =
        Tree.object(
            "apiGroups", List.of(""),
            "apiVersions", List.of("v1"),
            "operations", List.of("CREATE"),
            "resources", List.of("pods"));
    return Tree.object(
        "name", name + ".sidecar-injector.istio.io",
        "clientConfig", Tree.object("service", service),
        "rules", List.of(pods),
        "failurePolicy", "Fail",
        "reinvocationPolicy", "Never",
        "admissionReviewVersions", List.of("v1"),
        "sideEffects", "None",
        "namespaceSelector", Tree.object("matchExpressions", namespaces),
        "objectSelector", Tree.object("matchExpressions", objects));
  }
}
