package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.Optional;

/**
 * Whether a pod without a sidecar is in the ambient mesh: ztunnel on its node takes what leaves it
 * (istio cni/pkg/util/podutil.go PodRedirectionEnabled @1.31.0).
 */
public final class Ambient {
  private static final String MODE = "istio.io/dataplane-mode";

  private static final String REDIRECTION = "ambient.istio.io/redirection";

  private Ambient() {}

  /** What puts a pod into it that has no sidecar; empty if nothing does. */
  public static Optional<Because> of(Observation seen, Tree pod, String namespace) {
    String own = pod.at("metadata.labels").get(MODE).text("");
    Tree home = seen.find("Namespace", "", namespace).orElse(Tree.MISSING);
    String theirs = home.at("metadata.labels").get(MODE).text("");
    String taken = pod.at("metadata.annotations").get(REDIRECTION).text("");
    boolean ambient =
        taken.equals("enabled")
            || own.equals("ambient")
            || (theirs.equals("ambient") && !own.equals("none"));
    if (!ambient || pod.at("spec.hostNetwork").isTrue()) {
      return Optional.empty();
    }
    Tree object = own.isEmpty() ? home : pod;
    String text = say("mesh.unread.ambient", ObjectNames.of(object));
    return Optional.of(
        new Because(text, ObjectNames.of(object), "metadata.labels[" + MODE + "]", "ambient"));
  }
}
