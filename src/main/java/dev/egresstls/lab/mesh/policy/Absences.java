package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.istio.TrackMix.Ignored;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import java.util.List;

/** Says why a policy that names a Service does nothing for it. */
final class Absences {
  private static final String ISTIOD = "Deployment istio-system/istiod";
  private static final String CRD = "CustomResourceDefinition " + PolicyCrd.NAME;
  private static final String IMAGE = "spec.template.spec.containers[0].image";
  private static final String FLAG =
      "spec.template.spec.containers[0].env[PILOT_ENABLE_ALPHA_GATEWAY_API]";
  private static final String BUNDLE =
      "metadata.annotations[gateway.networking.k8s.io/bundle-version]";

  private Absences() {}

  static Because of(PolicyOutcome outcome, String namespace, String service, Observation seen) {
    String name = "BackendTLSPolicy " + outcome.name();
    if (outcome.ignored().isPresent()) {
      return ignored(name, outcome.ignored().get(), seen);
    }
    String object = Names.of(outcome.policy());
    if (!outcome.namespace().equals(namespace)) {
      String text = name + " is in another namespace: a target is looked for beside its policy";
      return new Because(text, object, "metadata.namespace", outcome.namespace());
    }
    boolean there = seen.find("Service", namespace, service).isPresent();
    String text =
        there
            ? name + " was there before its Service, and this Istio does not look again"
            : name + " has no effect on this port";
    return new Because(text, object, "metadata.creationTimestamp", created(outcome));
  }

  private static String created(PolicyOutcome outcome) {
    return outcome.policy().at("metadata.creationTimestamp").text("");
  }

  private static Because ignored(String name, Ignored why, Observation seen) {
    String istio = seen.istio().map(version -> "Istio " + version).orElse("");
    PolicyCrd crd = seen.crd().orElseGet(() -> new PolicyCrd("", "", List.of()));
    String ignored = name + " is ignored: ";
    return switch (why) {
      case NO_ISTIOD -> new Because(name + " has no istiod to read it", ISTIOD, "", "");
      case VERSION_WITHOUT_SUPPORT ->
          new Because(ignored + istio + " does not know the kind", ISTIOD, IMAGE, istio);
      case ALPHA_FLAG_OFF ->
          new Because(ignored + "the alpha flag of " + istio + " is off", ISTIOD, FLAG, "");
      case BUNDLE_TOO_OLD ->
          new Because(ignored + istio + " takes no bundle below v1.4.0", CRD, BUNDLE, crd.bundle());
      case VERSION_NOT_SERVED ->
          new Because(
              ignored + "the version that " + istio + " watches is not served",
              CRD,
              "spec.versions",
              String.join(", ", crd.served()));
    };
  }
}
