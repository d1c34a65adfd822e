package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The rules for what a pod runs (pkg/apis/core/validation/validation.go @1.33). */
final class PodRules {
  private static final List<String> RESTARTS = List.of("Always", "OnFailure", "Never");
  private static final List<String> DNS =
      List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
  private static final List<String> PULLS = List.of("Always", "IfNotPresent", "Never");

  private PodRules() {}

  /**
   * What is wrong with a pod's specification.
   *
   * @param path where it is
   */
  static void check(Tree spec, String path, List<FieldError> errors) {
    one(spec, "restartPolicy", path, RESTARTS, errors);
    one(spec, "dnsPolicy", path, DNS, errors);
    List<Tree> containers = spec.get("containers").items();
    if (containers.isEmpty()) {
      errors.add(FieldError.required(path + ".containers", ""));
    }
    for (int i = 0; i < containers.size(); i++) {
      String at = path + ".containers[" + i + "]";
      for (String field : List.of("name", "image")) {
        if (containers.get(i).get(field).text("").isEmpty()) {
          errors.add(FieldError.required(at + "." + field, ""));
        }
      }
      one(containers.get(i), "imagePullPolicy", at, PULLS, errors);
    }
  }

  /** One of a few values, if it is there. */
  static void one(
      Tree owner, String field, String path, List<String> supported, List<FieldError> errors) {
    String value = owner.get(field).text("");
    if (!value.isEmpty() && !supported.contains(value)) {
      errors.add(FieldError.unsupported(path + "." + field, value, supported));
    }
  }
}
