package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for Services (pkg/apis/core/validation/validation.go @1.33). */
final class ServiceRules {
  private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final long MOST = 65535;
  private static final List<String> TYPES =
      List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final List<String> AFFINITIES = List.of("ClientIP", "None");

  private ServiceRules() {}

  static void check(Tree before, Tree after, List<FieldError> errors) {
    List<Tree> ports = after.at("spec.ports").items();
    boolean headless = after.at("spec.clusterIP").text("").equals("None");
    boolean external = after.at("spec.type").text("").equals("ExternalName");
    if (ports.isEmpty() && !headless && !external) {
      errors.add(FieldError.required("spec.ports", ""));
    }
    PodRules.one(after.get("spec"), "type", "spec", TYPES, errors);
    PodRules.one(after.get("spec"), "sessionAffinity", "spec", AFFINITIES, errors);
    Set<String> names = new HashSet<>();
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String path = "spec.ports[" + i + "]";
      checkPort(ports.get(i), path, ports.size(), errors);
      duplicate(names, ports.get(i).get("name").text(""), path + ".name", errors);
      String pair = ports.get(i).get("port").text("") + ports.get(i).get("protocol").text("");
      if (!pairs.add(pair)) {
        errors.add(new FieldError(path, "FieldValueDuplicate", "Duplicate value: " + ports.get(i)));
      }
    }
    checkAddress(before, after, errors);
    if (!external && (!headless || after.at("spec.selector").isPresent())) {
      checkFamilies(after.get("spec"), errors);
    }
  }

  /**
   * Services have IPv4 addresses alone. Only a headless one without a selector passes for both, so
   * it cannot get a selector afterwards (pkg/registry/core/service/storage/alloc.go @1.33).
   */
  private static void checkFamilies(Tree spec, List<FieldError> errors) {
    String policy = spec.get("ipFamilyPolicy").text("");
    if (policy.equals("RequireDualStack")) {
      String message = "this cluster is not configured for dual-stack services";
      errors.add(FieldError.invalid("spec.ipFamilyPolicy", policy, message));
    }
    List<Tree> families = spec.get("ipFamilies").items();
    for (int i = 0; i < families.size(); i++) {
      if (families.get(i).text("").equals("IPv6")) {
        String path = "spec.ipFamilies[" + i + "]";
        errors.add(FieldError.invalid(path, "IPv6", "not configured on this cluster"));
      }
    }
  }

  private static void checkPort(Tree port, String path, int all, List<FieldError> errors) {
    String name = port.get("name").text("");
    if (name.isEmpty() && all > 1) {
      errors.add(FieldError.required(path + ".name", ""));
    } else if (!name.isEmpty() && !PORT_NAME.matcher(name).matches()) {
      errors.add(
          FieldError.invalid(
              path + ".name",
              name,
              "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or"
                  + " '-', and must start and end with an alphanumeric character"));
    }
    PodRules.one(port, "protocol", path, PROTOCOLS, errors);
    long number = port.get("port").number(0);
    if (number < 1 || number > MOST) {
      errors.add(
          FieldError.invalid(path + ".port", number, "must be between 1 and 65535, inclusive"));
    }
    long target = port.get("targetPort").number(1);
    if (target < 1 || target > MOST) {
      errors.add(
          FieldError.invalid(
              path + ".targetPort", target, "must be between 1 and 65535, inclusive"));
    }
  }

  private static void duplicate(
      Set<String> seen, String name, String path, List<FieldError> errors) {
    if (!name.isEmpty() && !seen.add(name)) {
      errors.add(new FieldError(path, "FieldValueDuplicate", "Duplicate value: \"" + name + "\""));
    }
  }

  private static void checkAddress(Tree before, Tree after, List<FieldError> errors) {
    String was = before.at("spec.clusterIP").text("");
    String is = after.at("spec.clusterIP").text("");
    if (!was.isEmpty() && !was.equals(is)) {
      String message = "Invalid value: []string{\"" + is + "\"}: may not change once set";
      errors.add(new FieldError("spec.clusterIPs[0]", "FieldValueInvalid", message));
    }
  }
}
