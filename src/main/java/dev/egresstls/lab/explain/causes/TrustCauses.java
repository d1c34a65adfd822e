package dev.egresstls.lab.explain.causes;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.context.Act;
import dev.egresstls.lab.explain.context.CauseContext;
import dev.egresstls.lab.explain.context.CauseEvidence;
import dev.egresstls.lab.explain.context.Part;
import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.context.Topic;
import dev.egresstls.lab.mesh.istio.Difference;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Origin;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Causes in what the BackendTLSPolicy says about names and certificates. */
final class TrustCauses {
  private static final String CA = "spec.validation.caCertificateRefs[0]";

  /** The keys of a ConfigMap in which Istio looks for certificates. */
  private static final List<String> KEYS = List.of("ca.crt", "cacert");

  private static final String BY_HAND =
      "kubectl -n ${ns} patch backendtlspolicy ${policy} --type merge -p"
          + " '{\"spec\":{\"validation\":{\"caCertificateRefs\":null,"
          + "\"wellKnownCACertificates\":\"System\"}}}'";

  static final List<Row> ROWS =
      List.of(
          Row.of("ca-ref-missing", Topic.POLICY_SPEC, Topic.POLICY_STATUS, Topic.PATH)
              .byHand(BY_HAND)
              .read(Part.POLICY)
              .byRelease(Difference.FAILS_CLOSED.releases())
              .when(TrustCauses::caMissing),
          Row.of("ca-ref-wrong-key", Topic.POLICY_SPEC, Topic.POLICY_STATUS, Topic.PATH)
              .byHand(BY_HAND)
              .read(Part.POLICY)
              .when(TrustCauses::caKey),
          Row.of("ca-foreign", Topic.POLICY_SPEC, Topic.PATH)
              .byHand(BY_HAND)
              .read(Part.POLICY)
              .when(TrustCauses::caForeign),
          Row.of("san-mismatch", Topic.PATH)
              .byHand(
                  "kubectl -n ${ns} patch backendtlspolicy ${policy} --type merge -p"
                      + " '{\"spec\":{\"validation\":{\"subjectAltNames\":null}}}'")
              .read(Part.POLICY)
              .when(TrustCauses::san),
          Row.of("hostname-other", Topic.POLICY_SPEC, Topic.PATH)
              .redo(Part.POLICY)
              .read(Part.POLICY)
              .when(TrustCauses::hostname));

  private TrustCauses() {}

  /** The first reference, which is the only one that Istio follows. */
  private static Optional<Tree> reference(CauseContext scene) {
    return scene.thePolicy().map(policy -> policy.at(CA)).filter(Tree::isPresent);
  }

  private static Optional<Tree> configMap(CauseContext scene) {
    return reference(scene)
        .filter(ref -> ref.get("kind").text("").equals("ConfigMap"))
        .flatMap(ref -> scene.find("ConfigMap", ref.get("name").text("")));
  }

  /** Istio says itself that it cannot follow the reference, or the object is surely not there. */
  private static Optional<CauseEvidence> caMissing(CauseContext scene) {
    Optional<Tree> reference = reference(scene);
    boolean surely =
        reference
            .map(ref -> scene.lacks(ref.get("kind").text(""), ref.get("name").text("")))
            .orElse(false);
    return reference
        .filter(ref -> configMap(scene).isEmpty())
        .filter(ref -> surely || complained(scene))
        .map(
            ref ->
                CauseEvidence.of(
                        scene.thePolicy().orElseThrow(),
                        CA + ".name",
                        say("explain.gap.something"),
                        ref.get("name").text(""))
                    .with("kind", ref.get("kind").text(""))
                    .with("name", ref.get("name").text(""))
                    .with("effect", effect(scene))
                    .doing(system(scene)));
  }

  /** What is done without the CA: a gateway refuses in every release, a sidecar in newer ones. */
  private static String effect(CauseContext scene) {
    if (scene.vars().throughGateway()) {
      return say("explain.effect.gateway");
    }
    boolean closed = scene.release().map(IstioRelease::failsClosed).orElse(false);
    return closed
        ? say("explain.effect.failsClosed")
        : say("explain.effect.failsOpen", Difference.FAILS_CLOSED.releases());
  }

  private static boolean complained(CauseContext scene) {
    return scene.thePolicy().stream()
        .flatMap(policy -> policy.at("status.ancestors").items().stream())
        .flatMap(ancestor -> ancestor.get("conditions").items().stream())
        .anyMatch(one -> one.get("message").text("").startsWith("Certificate reference"));
  }

  /** Istio reads ca.crt, or cacert (pilot/pkg/credentials/kube/secrets.go @1.31.0). */
  private static Optional<CauseEvidence> caKey(CauseContext scene) {
    return configMap(scene)
        .filter(map -> KEYS.stream().allMatch(key -> map.get("data").get(key).text("").isEmpty()))
        .map(
            map ->
                CauseEvidence.of(
                        map,
                        "data",
                        say("explain.gap.caKey"),
                        CauseFound.list(List.copyOf(map.get("data").fields().keySet())))
                    .with("name", ObjectNames.name(map))
                    .doing(system(scene)));
  }

  private static Optional<CauseEvidence> caForeign(CauseContext scene) {
    return configMap(scene)
        .filter(map -> KEYS.stream().anyMatch(key -> !map.get("data").get(key).text("").isEmpty()))
        .map(
            map ->
                CauseEvidence.of(
                        scene.thePolicy().orElseThrow(),
                        "spec.validation",
                        "wellKnownCACertificates: System",
                        "caCertificateRefs: ConfigMap " + ObjectNames.name(map))
                    .with("name", ObjectNames.name(map))
                    .doing(system(scene)));
  }

  /** Applying the policy again would leave the reference next to it, which is not allowed. */
  private static Act system(CauseContext scene) {
    Map<String, Object> validation = new LinkedHashMap<>();
    validation.put("caCertificateRefs", null);
    validation.put("wellKnownCACertificates", "System");
    Tree patch = CauseFound.patch(Tree.of(validation), "spec", "validation");
    return new Act.Merge(Ref.of(scene.thePolicy().orElseThrow()), patch);
  }

  private static Optional<CauseEvidence> san(CauseContext scene) {
    return scene
        .thePolicy()
        .flatMap(
            policy -> {
              List<String> names = new ArrayList<>();
              for (Tree san : policy.at("spec.validation.subjectAltNames").items()) {
                san.get("hostname").text().or(() -> san.get("uri").text()).ifPresent(names::add);
              }
              boolean fits = names.stream().anyMatch(name -> Origin.covers(name, scene.host()));
              String field = "spec.validation.subjectAltNames";
              return CauseFound.when(
                  !names.isEmpty() && !fits,
                  () ->
                      CauseEvidence.of(policy, field, scene.host(), CauseFound.list(names))
                          .with("names", either(names))
                          .doing(
                              CauseFound.without(policy, "spec", "validation", "subjectAltNames")));
            });
  }

  private static Optional<CauseEvidence> hostname(CauseContext scene) {
    String field = "spec.validation.hostname";
    return scene
        .thePolicy()
        .filter(policy -> !policy.at(field).text("").equals(scene.host()))
        .map(
            policy -> {
              String name = CauseFound.or(policy.at(field), say("explain.gap.nothing"));
              return CauseEvidence.of(policy, field, scene.host(), name).with("name", name);
            });
  }
}
