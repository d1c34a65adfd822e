package dev.egresstls.lab.practice;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.List;

/** Clients without a sidecar, beside the tutorial's own. */
final class PlainClients {
  /** Its pod asks for no sidecar. */
  static final String OPTED_OUT = "curl-plain";

  /** Its pod is older than the label of its namespace. */
  static final String EARLY = "curl-early";

  /** Its container runs as user 1337, whose connections are nobody's business. */
  static final String PROXY_USER = "curl-1337";

  private PlainClients() {}

  static void add(PracticeSite site) throws InterruptedException {
    optedOut(site);
    label(site, "disabled");
    create(site, EARLY, Tree.object("app", EARLY));
    label(site, "enabled");
  }

  static void optedOut(PracticeSite site) throws InterruptedException {
    create(site, OPTED_OUT, Tree.object("app", OPTED_OUT, "sidecar.istio.io/inject", "false"));
  }

  /** A client with a sidecar that passes it by: its container has the sidecar's own user. */
  static void asProxy(PracticeSite site) throws InterruptedException {
    if (site.ready(PROXY_USER)) {
      return;
    }
    create(
        site,
        PROXY_USER,
        Tree.object("app", PROXY_USER),
        Tree.object("securityContext", Tree.object("runAsUser", 1337)));
  }

  private static void label(PracticeSite site, String value) {
    site.store()
        .modify(
            "namespaces",
            "",
            "default",
            "kubectl",
            found -> TreeEdit.put(found, value, "metadata", "labels", "istio-injection"));
  }

  private static void create(PracticeSite site, String name, Tree labels)
      throws InterruptedException {
    create(site, name, labels, Tree.object());
  }

  private static void create(PracticeSite site, String name, Tree labels, Tree more)
      throws InterruptedException {
    Tree sample = site.store().get("deployments.apps", "default", "curl").orElseThrow();
    Tree container = sample.at("spec.template.spec.containers[0]").without("volumeMounts");
    for (String field : more.fields().keySet()) {
      container = container.with(field, more.get(field));
    }
    Tree template =
        Tree.object(
            "metadata",
            Tree.object("labels", labels),
            "spec",
            Tree.object("containers", List.of(container)));
    Tree selector = Tree.object("matchLabels", Tree.object("app", name));
    Tree plain =
        Tree.object(
            "apiVersion",
            "apps/v1",
            "kind",
            "Deployment",
            "metadata",
            Tree.object("name", name, "namespace", "default"),
            "spec",
            Tree.object("selector", selector, "template", template));
    site.store().create("deployments.apps", plain, "test");
    site.await(() -> site.ready(name));
  }
}
