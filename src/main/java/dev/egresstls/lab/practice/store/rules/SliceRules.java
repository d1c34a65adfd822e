package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for EndpointSlices (pkg/apis/discovery/validation/validation.go @1.33). */
final class SliceRules {
  private static final List<String> TYPES = List.of("FQDN", "IPv4", "IPv6");
  private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}");

  private SliceRules() {}

  static void check(Tree before, Tree after, List<FieldError> errors) {
    String type = after.get("addressType").text("");
    if (type.isEmpty()) {
      errors.add(FieldError.required("addressType", ""));
    } else if (!TYPES.contains(type)) {
      errors.add(FieldError.unsupported("addressType", type, TYPES));
    }
    if (!before.isMissing() && !before.get("addressType").equals(after.get("addressType"))) {
      errors.add(FieldError.invalid("addressType", type, "field is immutable"));
    }
    List<Tree> endpoints = after.get("endpoints").items();
    for (int i = 0; i < endpoints.size(); i++) {
      checkAddresses(endpoints.get(i), type, "endpoints[" + i + "].addresses", errors);
    }
  }

  private static void checkAddresses(
      Tree endpoint, String type, String path, List<FieldError> errors) {
    List<String> addresses = endpoint.get("addresses").texts();
    if (addresses.isEmpty()) {
      errors.add(FieldError.required(path, "must contain at least 1 address"));
    }
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i);
      if (type.equals("IPv4") && !IPV4.matcher(address).matches()) {
        String where = path + "[" + i + "]";
        errors.add(
            FieldError.invalid(
                where, address, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"));
      }
    }
  }
}
