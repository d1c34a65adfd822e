package dev.egresstls.lab.doctor;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Access;
import dev.egresstls.lab.world.ClusterFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the user must be allowed to do, step by step, taken from the steps' own actions. */
final class Permissions {
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

  private static boolean isThere(Patient patient, Action.Label label) {
    String namespace = label.namespace().map(patient.vars()::fill).orElse("");
    String name = patient.vars().fill(label.name());
    Tree object = patient.object(label.apiVersion(), label.kind(), namespace, name);
    String now = object.at("metadata.labels").get(label.key()).text("");
    return now.equals(patient.vars().fill(label.value()));
  }

  /** All that is needed, each with the first step that needs it. */
  private static Map<Access, Integer> needed(Patient patient) {
    Map<Access, Integer> needed = new LinkedHashMap<>();
    for (int number = 1; number <= patient.lab().steps().size(); number++) {
      if (patient.holding().contains(number)) {
        continue;
      }
      Step step = patient.step(number);
      for (Access one : StepAccess.of(step, patient.vars(), label -> isThere(patient, label))) {
        needed.putIfAbsent(one, number);
      }
    }
    return needed;
  }
}
