package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.engine.ManifestApplier;
import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The namespace that the lab works in. */
final class NamespaceProbes {
  private static final String INJECTION = "istio-injection";

  private NamespaceProbes() {}

  private static Tree namespaceOf(Patient patient) {
    return patient.object("v1", "Namespace", "", patient.namespace());
  }

  private static Optional<Integer> labelling(Patient patient) {
    return patient.doing(Action.Label.class::isInstance);
  }

  static List<HealthFinding> namespace(Patient patient) {
    Tree namespace = namespaceOf(patient);
    Optional<Integer> step = labelling(patient);
    if (namespace.isMissing()) {
      return List.of(
          step.map(
                  number ->
                      HealthFinding.fine(say("doctor.namespace.made", patient.namespace(), number)))
              .orElseGet(
                  () ->
                      HealthFinding.warning(
                          say("doctor.namespace.none", patient.namespace()),
                          "kubectl create namespace " + patient.namespace())));
    }
    if (namespace.at("metadata.deletionTimestamp").isPresent()) {
      return List.of(ending(patient));
    }
    String injection = namespace.at("metadata.labels").get(INJECTION).text("");
    if (step.isPresent() && injection.equals("disabled")) {
      return List.of(
          HealthFinding.warning(
              say("doctor.namespace.disabled", step.get(), patient.namespace()),
              say("doctor.namespace.other")));
    }
    return List.of(HealthFinding.fine(say("doctor.namespace.fine", patient.namespace())));
  }

  private static HealthFinding ending(Patient patient) {
    String because = say("doctor.namespace.ending", patient.namespace());
    return labelling(patient)
        .map(number -> patient.fails(number, because, say("doctor.namespace.other")))
        .orElseGet(() -> HealthFinding.warning(because, say("doctor.namespace.other")));
  }

  /** Objects that bear the names of the lab's own and were written by someone else. */
  static List<HealthFinding> objects(Patient patient) {
    List<HealthFinding> findings = new ArrayList<>();
    for (int number = 1; number <= patient.lab().steps().size(); number++) {
      for (Action action : patient.step(number).actions()) {
        for (Ref ref : written(patient.vars(), action)) {
          int at = number;
          others(patient, ref).ifPresent(who -> findings.add(taken(patient, at, ref, who)));
        }
      }
    }
    return findings.isEmpty() ? List.of(HealthFinding.fine(say("doctor.objects.fine"))) : findings;
  }

  private static HealthFinding taken(Patient patient, int number, Ref ref, String who) {
    String what =
        patient.holding().contains(number)
            ? say("doctor.objects.there", ref, who)
            : say("doctor.objects.taken", number, ref, who);
    return HealthFinding.warning(what, say("doctor.objects.other", ref.kind(), ref.name()));
  }

  static List<Ref> written(Vars vars, Action action) {
    if (action instanceof Action.Apply apply) {
      String text = vars.show(apply.manifest());
      String namespace = vars.text("ns").orElse("default");
      return ManifestApplier.objects(text, apply.file(), namespace).stream().map(Ref::of).toList();
    }
    if (action instanceof Action.WriteSlice slice) {
      Optional<String> namespace = Optional.of(vars.fill(slice.namespace()));
      return List.of(
          new Ref("discovery.k8s.io/v1", "EndpointSlice", namespace, vars.fill(slice.name())));
    }
    return List.of();
  }

  /** Who else wrote it: its managers, if the lab is none of them. */
  private static Optional<String> others(Patient patient, Ref ref) {
    Tree object =
        patient.object(ref.apiVersion(), ref.kind(), ref.namespace().orElse(""), ref.name());
    List<String> managers =
        object.at("metadata.managedFields").items().stream()
            .map(one -> Neutral.line(one.get("manager").text("?")))
            .distinct()
            .toList();
    if (object.isMissing() || managers.stream().anyMatch(Resources::isLab)) {
      return Optional.empty();
    }
    return Optional.of(
        managers.isEmpty() ? say("doctor.objects.nobody") : String.join(", ", managers));
  }

  /**
   * The sidecar's init container needs NET_ADMIN and NET_RAW, which baseline and restricted forbid
   * (kubernetes.io/docs/concepts/security/pod-security-standards); istio-cni does without it.
   */
  static List<HealthFinding> podSecurity(Patient patient) {
    String level =
        namespaceOf(patient)
            .at("metadata.labels")
            .get("pod-security.kubernetes.io/enforce")
            .text("privileged");
    Optional<Integer> step = patient.downloading("istio-dir");
    boolean strict = level.equals("restricted") || level.equals("baseline");
    if (!strict || step.isEmpty()) {
      return List.of(
          HealthFinding.fine(
              say("doctor.security.fine", patient.namespace(), Neutral.line(level))));
    }
    String remedy = say("doctor.security.other", patient.namespace());
    if (MeshProbes.hasCni(patient)) {
      return List.of(
          level.equals("baseline")
              ? HealthFinding.fine(say("doctor.security.cni", patient.namespace(), level))
              : HealthFinding.warning(
                  say("doctor.security.restricted", patient.namespace(), level), remedy));
    }
    return List.of(
        patient.fails(
            step.get(), say("doctor.security.denies", patient.namespace(), level), remedy));
  }

  static List<HealthFinding> networkPolicies(Patient patient) {
    List<String> closing =
        patient
            .cluster()
            .orElseThrow()
            .resources()
            .list(Query.in(patient.namespace(), "networking.k8s.io/v1", "NetworkPolicy"))
            .stream()
            .filter(NamespaceProbes::closesEgress)
            .map(one -> Neutral.line(one.at("metadata.name").text("")))
            .toList();
    return List.of(
        closing.isEmpty()
            ? HealthFinding.fine(say("doctor.network.fine", patient.namespace()))
            : HealthFinding.warning(
                say("doctor.network.egress", patient.namespace(), String.join(", ", closing)),
                say("doctor.network.needs")));
  }

  /** A policy with egress rules counts for egress even if it does not say so (v1 API reference). */
  private static boolean closesEgress(Tree policy) {
    return policy.at("spec.policyTypes").texts().contains("Egress")
        || policy.at("spec.egress").isPresent();
  }
}
