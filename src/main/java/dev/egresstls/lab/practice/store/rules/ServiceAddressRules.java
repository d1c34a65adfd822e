package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules for a Service's addresses and their families, which come before all others
 * (ValidateServiceClusterIPsRelatedFields, and pkg/registry/core/service/storage/alloc.go @1.33).
 */
final class ServiceAddressRules {
  private static final List<String> FAMILIES = List.of("IPv4", "IPv6");
  private static final List<String> POLICIES =
      List.of("PreferDualStack", "RequireDualStack", "SingleStack");
  private static final String ADDRESSES = "spec.clusterIPs";
  private static final String POLICY = "spec.ipFamilyPolicy";

  private ServiceAddressRules() {}

  /** What is wrong; each group alone, because it would mislead about the next. */
  static List<FieldError> errors(Tree spec) {
    if (spec.get("type").text("").equals("ExternalName")) {
      return List.of();
    }
    List<FieldError> errors = new ArrayList<>();
    boolean sound = addresses(spec, errors);
    if (sound) {
      match(spec, errors);
    }
    if (errors.isEmpty()) {
      counts(spec, errors);
    }
    // Only a headless one without a selector passes for both families here.
    boolean open =
        spec.get("clusterIP").text("").equals("None") && spec.get("selector").fields().isEmpty();
    if (errors.isEmpty() && !open) {
      configured(spec, errors);
    }
    return errors;
  }

  private static boolean addresses(Tree spec, List<FieldError> errors) {
    String one = spec.get("clusterIP").text("");
    List<String> all = spec.get("clusterIPs").texts();
    if (one.isEmpty() && !all.isEmpty()) {
      String rule = "must be empty when `clusterIP` is not specified";
      errors.add(FieldError.invalidTexts(ADDRESSES, all, rule));
    } else if (!all.isEmpty() && !all.get(0).equals(one)) {
      errors.add(FieldError.invalidTexts(ADDRESSES, all, "first value must match `clusterIP`"));
    }
    families(spec.get("ipFamilies").texts(), errors);
    PodRules.one(spec, "ipFamilyPolicy", "spec", POLICIES, errors);
    boolean sound = true;
    for (int i = 0; i < all.size(); i++) {
      if (i == 0 && all.get(0).equals("None")) {
        if (all.size() > 1) {
          sound = false;
          String rule = "'None' must be the first and only value";
          errors.add(FieldError.invalidTexts(ADDRESSES, all, rule));
        }
      } else if (!Cidr.isAddress(all.get(i))) {
        sound = false;
        errors.add(FieldError.invalid(ADDRESSES + "[" + i + "]", all.get(i), IpRanges.NO_ADDRESS));
      }
    }
    if (all.size() > 2) {
      errors.add(FieldError.invalidTexts(ADDRESSES, all, "may only hold up to 2 values"));
    }
    return sound;
  }

  private static void families(List<String> families, List<FieldError> errors) {
    for (int i = 0; i < families.size(); i++) {
      String path = "spec.ipFamilies[" + i + "]";
      String family = families.get(i);
      if (!FAMILIES.contains(family)) {
        errors.add(FieldError.unsupported(path, family, FAMILIES));
      }
      if (families.indexOf(family) < i) {
        errors.add(FieldError.duplicate(path, family));
      }
    }
  }

  private static boolean isIpv6(String address) {
    return address.indexOf(':') >= 0;
  }

  private static void match(Tree spec, List<FieldError> errors) {
    List<String> all = spec.get("clusterIPs").texts();
    boolean both = all.stream().map(ServiceAddressRules::isIpv6).distinct().count() > 1;
    if (all.size() > 1 && !both) {
      String rule = "may specify no more than one IP for each IP family";
      errors.add(FieldError.invalidTexts(ADDRESSES, all, rule));
    }
    List<String> families = spec.get("ipFamilies").texts();
    for (int i = 0; i < Math.min(all.size(), families.size()); i++) {
      String family = families.get(i);
      boolean wrong = FAMILIES.contains(family) && family.equals("IPv6") != isIpv6(all.get(i));
      if (wrong && !all.get(i).equals("None")) {
        String rule = "expected an " + family + " value as indicated by `ipFamilies[" + i + "]`";
        errors.add(FieldError.invalid(ADDRESSES + "[" + i + "]", all.get(i), rule));
      }
    }
  }

  private static void counts(Tree spec, List<FieldError> errors) {
    String policy = spec.get("ipFamilyPolicy").text("");
    String rule = "must be 'RequireDualStack' or 'PreferDualStack' when multiple ";
    List<String> all = spec.get("clusterIPs").texts();
    if (policy.equals("SingleStack") && all.size() == 2) {
      errors.add(FieldError.invalid(POLICY, policy, rule + "cluster IPs are specified"));
    }
    if (policy.equals("SingleStack") && spec.get("ipFamilies").texts().size() == 2) {
      errors.add(FieldError.invalid(POLICY, policy, rule + "IP families are specified"));
    }
    for (int i = spec.get("ipFamilies").items().size(); i < all.size(); i++) {
      if (isIpv6(all.get(i))) {
        String no = "IPv6 is not configured on this cluster";
        errors.add(FieldError.invalidTexts(ADDRESSES + "[" + i + "]", all, no));
      }
    }
  }

  /** Services have IPv4 addresses alone. */
  private static void configured(Tree spec, List<FieldError> errors) {
    if (spec.get("ipFamilyPolicy").text("").equals("RequireDualStack")) {
      String rule = "this cluster is not configured for dual-stack services";
      errors.add(FieldError.invalid(POLICY, "RequireDualStack", rule));
    }
    List<String> families = spec.get("ipFamilies").texts();
    for (int i = 0; i < families.size(); i++) {
      if (families.get(i).equals("IPv6")) {
        String path = "spec.ipFamilies[" + i + "]";
        errors.add(FieldError.invalid(path, "IPv6", "not configured on this cluster"));
      }
    }
  }
}
