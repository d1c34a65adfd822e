package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Version;
import dev.egresstls.lab.value.VersionRange;
import dev.egresstls.lab.world.ClusterFacts;
import java.util.List;
import java.util.Optional;

/** The cluster itself, and its Gateway API. */
final class ClusterProbes {
  private static final String CRD = "backendtlspolicies.gateway.networking.k8s.io";
  private static final String BUNDLE =
      "metadata.annotations[gateway.networking.k8s.io/bundle-version]";
  private static final String CHANNEL = "metadata.annotations[gateway.networking.k8s.io/channel]";

  /** In bundles from v1.5.0 on: it denies older ones, and experimental over standard. */
  private static final String SAFE_UPGRADES = "safe-upgrades.gateway.networking.k8s.io";

  private static final Version POLICED = new Version(1, 5, 0);

  /** The CEL function isIP of TLSRoute v1.5 (gateway-api CHANGELOG/1.5-CHANGELOG.md). */
  private static final Version KUBERNETES_FOR_POLICED = new Version(1, 31, 0);

  /** The oldest that Gateway API v1.3.0 was tested with. */
  private static final Version KUBERNETES_TESTED = new Version(1, 28, 0);

  private ClusterProbes() {}

  static List<HealthFinding> reachable(Patient patient) {
    if (patient.unreachable().isPresent()) {
      Problem problem = patient.unreachable().get();
      String remedy = problem.tries().isEmpty() ? "--practice" : problem.tries().get(0);
      return List.of(
          HealthFinding.fatal(1, patient.step(1), problem.kind(), problem.what(), remedy));
    }
    ClusterFacts facts = patient.cluster().orElseThrow().facts();
    String what =
        facts.throwaway().isPresent()
            ? say("doctor.reachable.throwaway", facts.context(), facts.throwaway().get())
            : say("doctor.reachable.asks", facts.context(), facts.looksLike());
    return List.of(HealthFinding.fine(what));
  }

  static List<HealthFinding> kubernetes(Patient patient) {
    String said = patient.cluster().orElseThrow().facts().version();
    Optional<Version> version = Version.of(said);
    Optional<Integer> step = patient.downloading("gateway-api-file");
    if (version.isEmpty()) {
      return List.of(
          HealthFinding.warning(say("doctor.kubernetes.unknown", said), "kubectl version"));
    }
    boolean policed = wanted(patient).map(one -> one.compareTo(POLICED) >= 0).orElse(false);
    if (policed && step.isPresent() && version.get().compareTo(KUBERNETES_FOR_POLICED) < 0) {
      return List.of(
          patient.fails(
              step.get(),
              say("doctor.kubernetes.old", said, patient.vars().fill("${gatewayApi}")),
              say("doctor.kubernetes.track")));
    }
    return List.of(
        version.get().compareTo(KUBERNETES_TESTED) < 0
            ? HealthFinding.warning(
                say("doctor.kubernetes.untested", said), say("doctor.kubernetes.newer"))
            : HealthFinding.fine(say("doctor.kubernetes.fine", said)));
  }

  private static Optional<Version> wanted(Patient patient) {
    return patient.vars().text("gatewayApi").flatMap(Version::of);
  }

  private static Tree crd(Patient patient) {
    return patient.object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "", CRD);
  }

  static List<HealthFinding> gatewayApi(Patient patient) {
    Tree crd = crd(patient);
    Optional<Integer> step = patient.downloading("gateway-api-file");
    if (crd.isMissing()) {
      return List.of(HealthFinding.fine(say("doctor.gateway.none")));
    }
    String bundle = crd.at(BUNDLE).text("?");
    String channel = crd.at(CHANNEL).text("?");
    List<String> served =
        crd.at("spec.versions").items().stream()
            .filter(one -> one.get("served").isTrue())
            .map(one -> one.get("name").text(""))
            .toList();
    String is = say("doctor.gateway.is", bundle, channel, String.join(", ", served));
    String policyVersion = patient.vars().text("policyVersion").orElse("");
    String range = patient.vars().text(Vars.GATEWAY_API_RANGE).orElse("");
    boolean fits =
        served.contains(policyVersion)
            && (range.isEmpty() || VersionRange.of(range).contains(bundle));
    return List.of(
        fits || step.isEmpty()
            ? HealthFinding.fine(is)
            : HealthFinding.warning(
                say(
                    "doctor.gateway.replaced",
                    is,
                    step.get(),
                    patient.vars().show("${gatewayApi} ${channel}")),
                say("doctor.gateway.shared")));
  }

  static List<HealthFinding> upgradePolicy(Patient patient) {
    Optional<Integer> step = patient.downloading("gateway-api-file");
    boolean bound =
        patient
            .object(
                "admissionregistration.k8s.io/v1",
                "ValidatingAdmissionPolicyBinding",
                "",
                SAFE_UPGRADES)
            .isPresent();
    if (step.isEmpty() || !bound) {
      return List.of(HealthFinding.fine(say("doctor.policy.fine")));
    }
    boolean older = wanted(patient).map(one -> one.compareTo(POLICED) < 0).orElse(false);
    boolean overStandard =
        patient.vars().text("channel").orElse("").equals("experimental")
            && crd(patient).at(CHANNEL).text("").equals("standard");
    return List.of(
        older || overStandard
            ? patient.fails(
                step.get(),
                say(
                    "doctor.policy.denies",
                    SAFE_UPGRADES,
                    patient.vars().show("${gatewayApi} ${channel}")),
                say("doctor.policy.track"))
            : HealthFinding.fine(say("doctor.policy.allows", SAFE_UPGRADES)));
  }
}
