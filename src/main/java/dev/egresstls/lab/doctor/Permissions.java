package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.world.Access;
import dev.egresstls.lab.world.ClusterFacts;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.kube.rest.ApiResource;
import dev.egresstls.lab.world.kube.rest.ApiResources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the user must be allowed to do, step by step, taken from the steps' own actions. */
final class Permissions {
  private static final String ISTIO = "istio-system";
  private static final List<String> APPLY = List.of("create", "patch");

  private Permissions() {}

  static List<HealthFinding> examine(Patient patient) {
    Map<Access, Integer> needed = needed(patient);
    Map<Access, Boolean> answers =
        patient.cluster().orElseThrow().resources().allowed(List.copyOf(needed.keySet()));
    List<HealthFinding> findings = new ArrayList<>();
    Map<Integer, List<String>> denied = new LinkedHashMap<>();
    int unknown = 0;
    for (Map.Entry<Access, Integer> one : needed.entrySet()) {
      Boolean answer = answers.get(one.getKey());
      if (answer == null) {
        unknown++;
      } else if (!answer) {
        denied.computeIfAbsent(one.getValue(), step -> new ArrayList<>()).add(one.getKey() + "");
      }
    }
    denied.forEach((step, what) -> findings.add(denied(patient, step, what)));
    if (unknown > 0) {
      findings.add(
          HealthFinding.warning(
              count("doctor.permissions.unknown", unknown, unknown), "kubectl auth can-i --list"));
    }
    if (needed.isEmpty()) {
      return List.of(HealthFinding.fine(say("doctor.permissions.none")));
    }
    return findings.isEmpty()
        ? List.of(
            HealthFinding.fine(count("doctor.permissions.fine", needed.size(), needed.size())))
        : findings;
  }

  static Optional<Problem> denied(Patient patient, List<Access> needed) {
    ClusterFacts facts = patient.cluster().orElseThrow().facts();
    Map<Access, Boolean> answers = patient.cluster().orElseThrow().resources().allowed(needed);
    List<String> denied =
        needed.stream()
            .filter(one -> Boolean.FALSE.equals(answers.get(one)))
            .map(Access::toString)
            .toList();
    if (denied.isEmpty()) {
      return Optional.empty();
    }
    String because = say("doctor.permissions.denied", facts.context(), String.join(", ", denied));
    return Optional.of(
        Problem.of(
            Problem.Kind.DENIED,
            say("doctor.stops", because),
            "kubectl --context " + facts.context() + " auth can-i " + denied.get(0),
            say("doctor.look")));
  }

  private static HealthFinding denied(Patient patient, int step, List<String> what) {
    ClusterFacts facts = patient.cluster().orElseThrow().facts();
    return HealthFinding.fatal(
        step,
        patient.step(step),
        Problem.Kind.DENIED,
        say("doctor.permissions.denied", facts.context(), String.join(", ", what)),
        "kubectl --context " + facts.context() + " auth can-i " + what.get(0));
  }

  /** All that is needed, each with the first step that needs it. */
  private static Map<Access, Integer> needed(Patient patient) {
    Map<Access, Integer> needed = new LinkedHashMap<>();
    for (int number = 1; number <= patient.lab().steps().size(); number++) {
      if (patient.holding().contains(number)) {
        continue;
      }
      Set<Access> ofStep = new LinkedHashSet<>();
      for (Action action : patient.step(number).actions()) {
        ofStep.addAll(action.match(new Needs(patient)));
      }
      for (Check check : patient.step(number).checks()) {
        ofStep.addAll(looking(patient, check.probe()));
      }
      for (Access one : ofStep) {
        needed.putIfAbsent(one, number);
      }
    }
    return needed;
  }

  /** What a check looks at is listed and watched. */
  private static List<Access> looking(Patient patient, Probe probe) {
    if (probe instanceof Probe.ResourceState resource) {
      Optional<String> namespace = resource.namespace().map(patient.vars()::fill);
      return of(
          List.of("list", "watch"),
          patient.vars().fill(resource.apiVersion()),
          resource.kind(),
          namespace);
    }
    return List.of();
  }

  private static List<Access> of(
      List<String> verbs, String apiVersion, String kind, Optional<String> namespace) {
    Optional<ApiResource> known = ApiResources.byHeart(apiVersion, kind);
    return verbs.stream()
        .flatMap(
            verb ->
                known.stream()
                    .map(
                        one ->
                            new Access(
                                verb,
                                one.group(),
                                one.plural(),
                                one.namespaced() ? namespace : Optional.empty())))
        .toList();
  }

  /** What an action needs. */
  private record Needs(Patient patient) implements Action.Cases<List<Access>> {
    private String filled(String text) {
      return patient.vars().fill(text);
    }

    @Override
    public List<Access> apply(Action.Apply apply) {
      return NamespaceProbes.written(patient, apply).stream()
          .flatMap(ref -> writing(ref).stream())
          .toList();
    }

    private static List<Access> writing(Ref ref) {
      return of(APPLY, ref.apiVersion(), ref.kind(), ref.namespace());
    }

    /** The texts are not fetched for this; what they hold is known by the option. */
    @Override
    public List<Access> download(Action.Download download) {
      Optional<String> namespace = Optional.of(filled(download.namespace()));
      List<Access> all = new ArrayList<>();
      if (download.option().equals("gateway-api-file")) {
        String crds = "apiextensions.k8s.io/v1";
        all.addAll(of(APPLY, crds, "CustomResourceDefinition", Optional.empty()));
      } else {
        for (String kind : List.of("ServiceAccount", "Service")) {
          all.addAll(of(APPLY, "v1", kind, namespace));
        }
        all.addAll(of(APPLY, "apps/v1", "Deployment", namespace));
      }
      return all;
    }

    @Override
    public List<Access> label(Action.Label label) {
      return of(
          List.of("patch"), label.apiVersion(), label.kind(), label.namespace().map(this::filled));
    }

    @Override
    public List<Access> restart(Action.Restart restart) {
      return of(
          List.of("patch"), "apps/v1", "Deployment", Optional.of(filled(restart.namespace())));
    }

    /** A cluster that is made belongs to whoever makes it; istioctl installs a control plane. */
    @Override
    public List<Access> tool(Action.Tool tool) {
      if (!tool.argv().get(0).equals("istioctl")) {
        return List.of();
      }
      List<Access> all = new ArrayList<>();
      List<String> create = List.of("create");
      Optional<String> none = Optional.empty();
      all.addAll(of(create, "v1", "Namespace", none));
      all.addAll(of(create, "apiextensions.k8s.io/v1", "CustomResourceDefinition", none));
      all.addAll(of(create, "rbac.authorization.k8s.io/v1", "ClusterRole", none));
      all.addAll(of(create, "rbac.authorization.k8s.io/v1", "ClusterRoleBinding", none));
      all.addAll(
          of(create, "admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", none));
      all.addAll(of(create, "apps/v1", "Deployment", Optional.of(ISTIO)));
      all.addAll(of(create, "v1", "Service", Optional.of(ISTIO)));
      return all;
    }

    @Override
    public List<Access> resolve(Action.Resolve resolve) {
      return List.of();
    }

    @Override
    public List<Access> endpointSlice(Action.WriteSlice slice) {
      return NamespaceProbes.written(patient, slice).stream()
          .flatMap(ref -> writing(ref).stream())
          .toList();
    }

    @Override
    public List<Access> request(Action.SendRequest request) {
      Optional<String> namespace = Optional.of(patient.namespace());
      return List.of(
          new Access("create", "", "pods/exec", namespace),
          new Access("get", "", "pods/log", namespace),
          new Access("list", "", "pods", namespace));
    }
  }
}
