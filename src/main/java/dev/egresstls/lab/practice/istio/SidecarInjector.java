package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.practice.store.Admission;
import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.value.Tree;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Istio's mutating webhook: adds a sidecar to the pods that shall have one. */
public final class SidecarInjector implements Admission {
  /** Never injected, whatever their labels say (istio pkg/kube/inject/inject.go @1.27.9). */
  private static final Set<String> IGNORED =
      Set.of("kube-system", "kube-public", "kube-node-lease", "local-path-storage");

  private static final String INJECT = "sidecar.istio.io/inject";
  private static final int SERVER_ERROR = 500;

  private final Supplier<Objects> objects;

  /**
   * An injector.
   *
   * @param objects the store, which may not be there yet when the injector is made
   */
  public SidecarInjector(Supplier<Objects> objects) {
    this.objects = objects;
  }

  @Override
  public Tree admit(ResourceType type, Tree object) {
    if (!type.key().equals("pods")) {
      return object;
    }
    String name = object.at("metadata.namespace").text("");
    Tree namespace = objects.get().get("namespaces", "", name).orElse(Tree.MISSING);
    Optional<Tree> webhook = WebhookMatch.find(objects.get(), namespace, object);
    if (webhook.isEmpty()) {
      return object;
    }
    IstiodDeployment istiod =
        IstiodDeployment.in(objects.get())
            .filter(IstiodDeployment::available)
            .orElseThrow(() -> unreachable(webhook.get()));
    return refuses(object, name) ? object : inject(object, istiod);
  }

  private static ApiError unreachable(Tree webhook) {
    String name = webhook.get("name").text("");
    String url = "https://istiod.istio-system.svc:443/inject?timeout=10s";
    return new ApiError(
        SERVER_ERROR,
        "InternalError",
        "Internal error occurred: failed calling webhook \""
            + name
            + "\": failed to call webhook: Post \""
            + url
            + "\": no endpoints available for service \"istiod\"",
        Tree.MISSING);
  }

  private static boolean refuses(Tree pod, String namespace) {
    Tree metadata = pod.get("metadata");
    String label = metadata.get("labels").get(INJECT).text("");
    String asked = label.isEmpty() ? metadata.get("annotations").get(INJECT).text("") : label;
    return IGNORED.contains(namespace)
        || pod.at("spec.hostNetwork").isTrue()
        || asked.equals("false")
        || metadata.get("annotations").get("sidecar.istio.io/status").isPresent();
  }

  private Tree inject(Tree pod, IstiodDeployment istiod) {
    boolean asNative = NativeSidecar.decide(pod, istiod, kubeletMinor());
    return new InjectedPod(pod, istiod, asNative).build();
  }

  /** The smallest kubelet of the nodes; 0 if there is none. */
  private int kubeletMinor() {
    return objects.get().list("nodes").stream()
        .filter(node -> Conditions.isTrue(node, "Ready"))
        .map(node -> node.at("status.nodeInfo.kubeletVersion").text("v1.0"))
        .mapToInt(version -> Integer.parseInt(version.split("\\.")[1].replaceAll("\\D.*", "")))
        .min()
        .orElse(0);
  }
}
