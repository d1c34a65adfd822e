package dev.egresstls.lab.mesh.rule;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.istio.GatewayApi;
import dev.egresstls.lab.mesh.istio.TrackMix.Ignored;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.mesh.policy.TargetOutcome;
import dev.egresstls.lab.mesh.registry.MeshService;
import java.util.List;
import java.util.Optional;

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

  static Because of(PolicyOutcome outcome, MeshService service, Observation seen) {
    String name = "BackendTLSPolicy " + outcome.name();
    if (outcome.ignored().isPresent()) {
      return ignored(name, outcome.ignored().get(), seen);
    }
    String object = ObjectNames.of(outcome.policy());
    if (!outcome.namespace().equals(service.namespace())) {
      String text = say("mesh.absent.namespace", name);
      return new Because(text, object, "metadata.namespace", outcome.namespace());
    }
    if (outcome.skipped()) {
      String text = say("mesh.absent.ignored", name);
      return new Because(text, object, "metadata.annotations[" + PolicyOutcome.SKIP + "]", "true");
    }
    Optional<String> refused = refused(name, outcome, service);
    if (refused.isPresent()) {
      return new Because(refused.get(), object, "spec.targetRefs", service.name());
    }
    String text = say("mesh.absent.earlier", name);
    return new Because(text, object, "metadata.creationTimestamp", created(outcome));
  }

  /** What istiod says of a target that it refuses although it is there. */
  private static Optional<String> refused(String name, PolicyOutcome outcome, MeshService service) {
    String kind = service.kubernetes() ? "Service" : "ServiceEntry";
    for (TargetOutcome target : outcome.targets()) {
      boolean other = !target.kind().equals(kind);
      if (target.name().equals(service.name()) && (other || target.found())) {
        return other
            ? Optional.of(say("mesh.absent.kind", name, target.kind(), kind))
            : target.condition("Accepted").map(said -> name + ": " + said.message());
      }
    }
    return Optional.empty();
  }

  private static String created(PolicyOutcome outcome) {
    return outcome.policy().at("metadata.creationTimestamp").text("");
  }

  private static Because ignored(String name, Ignored why, Observation seen) {
    String istio = seen.istio().map(version -> "Istio " + version).orElse("");
    PolicyCrd crd = seen.crd().orElseGet(() -> new PolicyCrd("", "", List.of()));

    return switch (why) {
      case NO_ISTIOD -> new Because(say("mesh.absent.noIstiod", name), ISTIOD, "", "");
      case VERSION_WITHOUT_SUPPORT ->
          new Because(say("mesh.absent.unknownKind", name, istio), ISTIOD, IMAGE, istio);
      case ALPHA_FLAG_OFF -> new Because(say("mesh.absent.flagOff", name, istio), ISTIOD, FLAG, "");
      case BUNDLE_TOO_OLD ->
          new Because(
              say("mesh.absent.bundle", name, istio, GatewayApi.FIRST_V1),
              CRD,
              BUNDLE,
              crd.bundle());
      case VERSION_NOT_SERVED ->
          new Because(
              say("mesh.absent.notServed", name, istio),
              CRD,
              "spec.versions",
              String.join(", ", crd.served()));
    };
  }
}
