package dev.egresstls.lab.check;

import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.value.Tree;
import java.util.Objects;

/**
 * A pod from which requests go.
 *
 * @param deployment whose pod it is
 * @param container the one that sends
 * @param pod the Pod object, as it was last seen
 */
public record ClientPod(String namespace, String deployment, String container, Tree pod) {
  public ClientPod {
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(deployment);
    Objects.requireNonNull(container);
    Objects.requireNonNull(pod);
  }

  /** The pod's name. */
  public String name() {
    return pod.at("metadata.name").text("");
  }

  /** Whether an {@code istio-proxy} was injected into it. */
  public boolean sidecar() {
    return Sidecar.of(pod).present();
  }
}
