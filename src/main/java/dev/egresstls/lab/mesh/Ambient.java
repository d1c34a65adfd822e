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

  private static final String AMBIENT = "ambient";

  private Ambient() {}

  /** What puts a pod into it that has no sidecar; empty if nothing does. */
  public static Optional<Because> of(Observation seen, Tree pod, String namespace) {
    if (pod.at("spec.hostNetwork").isTrue()) {
      return Optional.empty();
    }
    String own = pod.at("metadata.labels").get(MODE).text("");
    Tree home = seen.find("Namespace", "", namespace).orElse(Tree.MISSING);
    String theirs = home.at("metadata.labels").get(MODE).text("");
    boolean labelled = own.equals(AMBIENT) || (theirs.equals(AMBIENT) && !own.equals("none"));
    if (labelled) {
      Tree object = own.equals(AMBIENT) ? pod : home;
      String text = say("mesh.unread.ambient", ObjectNames.of(object));
      return Optional.of(because(text, object, "labels[" + MODE + "]", AMBIENT));
    }
    boolean taken = pod.at("metadata.annotations").get(REDIRECTION).text("").equals("enabled");
    String text = say("mesh.unread.redirected", ObjectNames.of(pod));
    return taken
        ? Optional.of(because(text, pod, "annotations[" + REDIRECTION + "]", "enabled"))
        : Optional.empty();
  }

  private static Because because(String text, Tree object, String field, String value) {
    return new Because(text, ObjectNames.of(object), "metadata." + field, value);
  }
}
