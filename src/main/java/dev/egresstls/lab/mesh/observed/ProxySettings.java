package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings of a pod's proxy: the environment of its container istio-proxy, else the annotation
 * {@code proxy.istio.io/config}, else the mesh's {@code defaultConfig} (istio
 * pkg/kube/inject/webhook.go, pkg/bootstrap/config.go @1.31.0).
 */
public record ProxySettings(Tree pod, Tree mesh) {
  private static final String ANNOTATION = "proxy.istio.io/config";
  private static final String DNS_CAPTURE = "ISTIO_META_DNS_CAPTURE";

  /**
   * Why the proxy answers the pod's DNS queries itself ({@code ISTIO_META_DNS_CAPTURE}); empty if
   * it does not.
   */
  public Optional<Because> capturesDns(String text) {
    Optional<Tree> container =
        Stream.of("spec.containers", "spec.initContainers")
            .flatMap(list -> pod.at(list).items().stream())
            .filter(one -> one.get("name").text("").equals(Sidecar.NAME))
            .findFirst();
    List<Tree> env = container.map(one -> one.get("env").items()).orElse(List.of());
    if (!env.isEmpty()) {
      return env.stream().anyMatch(ProxySettings::isOn)
          ? because(ObjectNames.of(pod), "env[" + DNS_CAPTURE + "]", text)
          : Optional.empty();
    }
    String own = pod.at("metadata.annotations").get(ANNOTATION).text("");
    if (isOn(parsed(own))) {
      return because(ObjectNames.of(pod), "metadata.annotations[" + ANNOTATION + "]", text);
    }
    boolean byMesh = container.isPresent() && isOn(mesh.get("defaultConfig"));
    return byMesh
        ? because("ConfigMap istio-system/istio", "data.mesh: defaultConfig.proxyMetadata", text)
        : Optional.empty();
  }

  private static Optional<Because> because(String object, String field, String text) {
    return Optional.of(new Because(text, object, field, "true"));
  }

  private static boolean isOn(Tree config) {
    Tree value =
        config.get("name").text("").equals(DNS_CAPTURE)
            ? config.get("value")
            : config.get("proxyMetadata").get(DNS_CAPTURE);
    return value.isTrue() || value.text("").equals("true");
  }

  private static Tree parsed(String yaml) {
    try {
      return yaml.isEmpty() ? Tree.MISSING : Yaml.read(yaml);
    } catch (Yaml.Malformed e) {
      return Tree.MISSING;
    }
  }
}
