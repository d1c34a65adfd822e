package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.util.Optional;

/**
 * istiod as its Deployment describes it.
 *
 * @param object the Deployment {@code istio-system/istiod}
 */
public record IstiodDeployment(Tree object) {
  /** Where istiod lives. */
  public static final String NAMESPACE = "istio-system";

  /** The name of its Deployment and its Service. */
  public static final String NAME = "istiod";

  /** The Deployment, if there is one. */
  public static Optional<IstiodDeployment> in(Objects objects) {
    return objects.get("deployments.apps", NAMESPACE, NAME).map(IstiodDeployment::new);
  }

  /** Whether a pod of it is at work. */
  public boolean available() {
    return Conditions.isTrue(object, "Available")
        && object.at("status.availableReplicas").number(0) > 0;
  }

  private Tree discovery() {
    return object.at("spec.template.spec.containers").items().stream()
        .filter(container -> container.get("name").text("").equals("discovery"))
        .findFirst()
        .orElse(Tree.MISSING);
  }

  /** The image of the container {@code discovery}. */
  public String image() {
    return discovery().get("image").text("");
  }

  /** The version by the image's tag; empty if the tag says none. */
  public Optional<IstioVersion> version() {
    return IstioVersion.ofImage(image());
  }

  /** The value of one of its environment variables. */
  public Optional<String> env(String name) {
    return discovery().get("env").items().stream()
        .filter(env -> env.get("name").text("").equals(name))
        .flatMap(env -> env.get("value").text().stream())
        .findFirst();
  }

  /** The image of the proxy that belongs to it: the same hub and tag. */
  public String proxyImage() {
    return image().replaceFirst("/pilot([:@]|$)", "/proxyv2$1");
  }
}
