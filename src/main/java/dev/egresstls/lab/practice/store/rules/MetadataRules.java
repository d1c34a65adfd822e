package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for names (apimachinery pkg/util/validation @1.33). */
public final class MetadataRules {
  static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String LABEL_RULE =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  private static final String DNS_LABEL_RULE =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
  static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Set<String> FREE_NAMES =
      Set.of(
          "roles.rbac.authorization.k8s.io",
          "clusterroles.rbac.authorization.k8s.io",
          "rolebindings.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io");

  private MetadataRules() {}

  /** Adds what is wrong with a new object's name. */
  public static void check(String key, Tree object, List<FieldError> errors) {
    String name = object.at("metadata.name").text("");
    if (name.isEmpty()) {
      errors.add(FieldError.required("metadata.name", "name or generateName is required"));
    } else if (key.equals("services")) {
      check(name, DNS_LABEL, DNS_LABEL_RULE, errors);
    } else if (key.equals("namespaces")) {
      check(name, LABEL, LABEL_RULE, errors);
    } else if (!FREE_NAMES.contains(key)) {
      check(name, SUBDOMAIN, SUBDOMAIN_RULE, errors);
    }
  }

  private static void check(String name, Pattern shape, String rule, List<FieldError> errors) {
    if (!shape.matcher(name).matches()) {
      errors.add(FieldError.invalid("metadata.name", name, rule));
    }
  }
}
