package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.explain.Advisories;
import dev.egresstls.lab.explain.Mix;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Istio, and other meshes. */
final class MeshProbes {
  private static final String ISTIO = "istio-system";
  private static final String REVISION = "istio.io/rev";

  private MeshProbes() {}

  private static Tree istiod(Patient patient, String name) {
    return patient.object("apps/v1", "Deployment", ISTIO, name);
  }

  static List<HealthFinding> istiod(Patient patient) {
    Tree istiod = istiod(patient, "istiod");
    if (istiod.isMissing()) {
      return List.of(HealthFinding.fine(say("doctor.istiod.none")));
    }
    Tree crd =
        patient.object(
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            "",
            "backendtlspolicies.gateway.networking.k8s.io");
    List<Tree> objects = Stream.of(istiod, crd).filter(Tree::isPresent).toList();
    Optional<Problem> mismatch = Mix.mismatch(objects, patient.lab());
    Optional<Integer> step = patient.running("istioctl");
    int at = step.orElseGet(() -> patient.lab().steps().size());
    List<HealthFinding> findings = new ArrayList<>();
    findings.add(
        mismatch
            .map(one -> patient.fails(at, one.what(), one.tries().get(0)))
            .orElseGet(
                () -> HealthFinding.fine(say("doctor.istiod.fits", image(istiod), flags(istiod)))));
    Advisories.of(objects)
        .forEach(one -> findings.add(HealthFinding.warning(one.sentence(), one.remedy())));
    return findings;
  }

  private static String image(Tree istiod) {
    String image = container(istiod).get("image").text("?");
    return Neutral.line(image.substring(image.lastIndexOf('/') + 1));
  }

  private static Tree container(Tree istiod) {
    return istiod.at("spec.template.spec.containers").items().stream()
        .filter(one -> one.get("name").text("").equals("discovery"))
        .findFirst()
        .orElse(Tree.MISSING);
  }

  /** The flags of istiod that change what becomes of a policy. */
  private static String flags(Tree istiod) {
    List<String> flags =
        container(istiod).get("env").items().stream()
            .filter(one -> one.get("name").text("").startsWith("PILOT_ENABLE_"))
            .filter(one -> one.get("value").text().isPresent())
            .map(one -> one.get("name").text("") + "=" + one.get("value").text(""))
            .sorted()
            .map(Neutral::line)
            .toList();
    return flags.isEmpty() ? say("doctor.istiod.no-flags") : String.join(", ", flags);
  }

  static List<HealthFinding> meshConfig(Patient patient) {
    Tree map = patient.object("v1", "ConfigMap", ISTIO, "istio");
    if (map.isMissing()) {
      return List.of(HealthFinding.fine(say("doctor.mesh.none")));
    }
    Tree mesh = parsed(map.at("data.mesh").text(""));
    List<HealthFinding> findings = new ArrayList<>();
    if (mesh.at("outboundTrafficPolicy.mode").text("").equals("REGISTRY_ONLY")) {
      findings.add(
          HealthFinding.warning(
              say("doctor.mesh.registry-only"), say("doctor.mesh.registry-only.know")));
    }
    Optional<Integer> step = patient.running("istioctl");
    boolean logs = mesh.get("accessLogFile").text("").equals("/dev/stdout");
    if (!logs && step.isPresent()) {
      findings.add(
          HealthFinding.warning(
              say("doctor.mesh.access-log", step.get()), say("doctor.mesh.access-log.know")));
    }
    return findings.isEmpty() ? List.of(HealthFinding.fine(say("doctor.mesh.fine"))) : findings;
  }

  private static Tree parsed(String yaml) {
    try {
      return Yaml.read(yaml);
    } catch (Yaml.Malformed e) {
      return Tree.MISSING;
    }
  }

  /** Webhooks that change pods, other than those of the one istiod. */
  static List<HealthFinding> injectors(Patient patient) {
    List<Tree> webhooks =
        patient
            .cluster()
            .orElseThrow()
            .resources()
            .list(Query.all("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"))
            .stream()
            .filter(MeshProbes::changesPods)
            .toList();
    List<HealthFinding> findings = new ArrayList<>();
    List<String> others =
        webhooks.stream()
            .filter(one -> !isIstios(one))
            .map(one -> Neutral.line(one.at("metadata.name").text("")))
            .toList();
    if (!others.isEmpty()) {
      findings.add(
          HealthFinding.warning(
              say("doctor.injectors.others", String.join(", ", others)),
              say("doctor.injectors.look")));
    }
    List<String> revisions =
        webhooks.stream()
            .filter(MeshProbes::isIstios)
            .map(one -> one.at("metadata.labels").get(REVISION).text("default"))
            .distinct()
            .sorted()
            .map(Neutral::line)
            .toList();
    if (revisions.size() > 1) {
      findings.add(
          HealthFinding.warning(
              say("doctor.injectors.revisions", String.join(", ", revisions)),
              "istioctl tag list"));
    }
    return findings.isEmpty()
        ? List.of(HealthFinding.fine(say("doctor.injectors.fine")))
        : findings;
  }

  private static boolean isIstios(Tree configuration) {
    return configuration.at("metadata.labels.app").text("").equals("sidecar-injector");
  }

  private static boolean changesPods(Tree configuration) {
    return configuration.get("webhooks").items().stream()
        .flatMap(hook -> hook.get("rules").items().stream())
        .flatMap(rule -> rule.get("resources").texts().stream())
        .anyMatch(resource -> resource.equals("pods") || resource.startsWith("*"));
  }

  /** Whether istio-cni sets up the redirection, in the place of a container of each pod. */
  static boolean hasCni(Patient patient) {
    return Stream.of(ISTIO, "kube-system")
        .anyMatch(ns -> patient.object("apps/v1", "DaemonSet", ns, "istio-cni-node").isPresent());
  }

  static List<HealthFinding> cni(Patient patient) {
    return List.of(
        HealthFinding.fine(hasCni(patient) ? say("doctor.cni.there") : say("doctor.cni.none")));
  }

  static List<HealthFinding> ambient(Patient patient) {
    boolean ztunnel = patient.object("apps/v1", "DaemonSet", ISTIO, "ztunnel").isPresent();
    Tree namespace = patient.object("v1", "Namespace", "", patient.namespace());
    boolean here =
        namespace.at("metadata.labels").get("istio.io/dataplane-mode").text("").equals("ambient");
    if (here) {
      return List.of(
          HealthFinding.warning(
              say("doctor.ambient.here", patient.namespace()), say("doctor.ambient.leave")));
    }
    return List.of(
        HealthFinding.fine(ztunnel ? say("doctor.ambient.there") : say("doctor.ambient.none")));
  }
}
