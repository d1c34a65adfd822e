package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.Map;

/** Gives each namespace its default service account and the ConfigMap with the cluster's CA. */
public final class NamespaceController implements Controller {
  private static final String MANAGER = "kube-controller-manager";

  private final ControllerContext context;
  private final String ca;

  /**
   * A controller.
   *
   * @param ca PEM text of the CA; only shown
   */
  public NamespaceController(ControllerContext context, String ca) {
    this.context = context;
    this.ca = ca;
  }

  @Override
  public void seen(ObjectChange change) {
    Tree object = change.object();
    String key = change.resource().key();
    boolean gone = change.type() == ObjectChange.Type.DELETED;
    if (key.equals("namespaces") && !gone) {
      furnish(object.at("metadata.name").text(""));
    } else if (gone && (key.equals("serviceaccounts") || key.equals("configmaps"))) {
      furnish(object.at("metadata.namespace").text(""));
    }
  }

  private void furnish(String namespace) {
    boolean stays =
        context
            .objects()
            .get("namespaces", "", namespace)
            .filter(found -> found.at("metadata.deletionTimestamp").isMissing())
            .isPresent();
    if (!stays) {
      return;
    }
    if (context.objects().get("serviceaccounts", namespace, "default").isEmpty()) {
      create("serviceaccounts", "ServiceAccount", namespace, "default", Tree.object());
    }
    if (context.objects().get("configmaps", namespace, "kube-root-ca.crt").isEmpty()) {
      Tree data = Tree.object("data", Map.of("ca.crt", ca));
      create("configmaps", "ConfigMap", namespace, "kube-root-ca.crt", data);
    }
  }

  private void create(String key, String kind, String namespace, String name, Tree rest) {
    Tree object =
        Tree.object(
            "apiVersion",
            "v1",
            "kind",
            kind,
            "metadata",
            Tree.object("name", name, "namespace", namespace));
    for (Map.Entry<String, Tree> member : rest.fields().entrySet()) {
      object = object.with(member.getKey(), member.getValue());
    }
    context.objects().create(key, object, MANAGER);
  }
}
