package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.controlplane.ControllerContext;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.Map;

/** Gives every namespace istiod's root certificate and revocation list, for its sidecars. */
public final class RootCertWriter implements Controller {
  private static final String MANAGER = "pilot-discovery";
  private static final String ROOT = "istio-ca-root-cert";
  private static final String REVOKED = "istio-ca-crl";

  private final ControllerContext context;
  private final String ca;

  /**
   * A writer.
   *
   * @param ca PEM text of the root certificate; only shown
   */
  public RootCertWriter(ControllerContext context, String ca) {
    this.context = context;
    this.ca = ca;
  }

  @Override
  public void seen(ObjectChange change) {
    String key = change.resource().key();
    Tree metadata = change.object().get("metadata");
    if (!IstiodDeployment.in(context.objects()).map(IstiodDeployment::available).orElse(false)) {
      return;
    }
    if (key.equals("deployments.apps") && metadata.get("name").text("").equals("istiod")) {
      context.objects().list("namespaces").forEach(this::furnish);
    } else if (key.equals("namespaces")) {
      furnish(change.object());
    } else if (key.equals("configmaps") && change.type() == ObjectChange.Type.DELETED) {
      context
          .objects()
          .get("namespaces", "", metadata.get("namespace").text(""))
          .ifPresent(this::furnish);
    }
  }

  /** istiod leaves the system's own namespaces alone (istio inject.IgnoredNamespaces). */
  private void furnish(Tree namespace) {
    String name = namespace.at("metadata.name").text("");
    boolean ignored = name.startsWith("kube-") || name.equals("local-path-storage");
    if (!ignored && namespace.at("metadata.deletionTimestamp").isMissing()) {
      ensure(name, ROOT, Map.of("root-cert.pem", ca));
      ensure(name, REVOKED, Map.of("ca-crl.pem", ""));
    }
  }

  private void ensure(String namespace, String name, Map<String, String> data) {
    boolean there = context.objects().get("configmaps", namespace, name).isPresent();
    boolean stays = context.objects().get("namespaces", "", namespace).isPresent();
    if (there || !stays) {
      return;
    }
    Tree metadata =
        Tree.object(
            "name", name,
            "namespace", namespace,
            "labels", Map.of("istio.io/config", "true"));
    Tree object =
        Tree.object("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata, "data", data);
    context.objects().create("configmaps", object, MANAGER);
  }
}
