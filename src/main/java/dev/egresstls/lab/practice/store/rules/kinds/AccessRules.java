package dev.egresstls.lab.practice.store.rules.kinds;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.rules.LabelRules;
import dev.egresstls.lab.practice.store.rules.NameShapes;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** The rules for roles and their bindings (pkg/apis/rbac/validation/validation.go @1.33). */
public final class AccessRules {
  private static final String GROUP = "rbac.authorization.k8s.io";

  private AccessRules() {}

  /** Adds what is wrong with a role or a binding. */
  public static void check(String key, Tree before, Tree after, List<FieldError> errors) {
    boolean everywhere = key.startsWith("cluster");
    List<Tree> rules = after.get("rules").items();
    for (int i = 0; i < rules.size(); i++) {
      checkRule(rules.get(i), "rules[" + i + "]", everywhere, errors);
    }
    if (!key.contains("bindings")) {
      return;
    }
    if (!before.isMissing() && !before.get("roleRef").equals(after.get("roleRef"))) {
      errors.add(FieldError.invalid("roleRef", after.get("roleRef"), "cannot change roleRef"));
    }
    checkRole(after.get("roleRef"), everywhere, errors);
    List<Tree> subjects = after.get("subjects").items();
    for (int i = 0; i < subjects.size(); i++) {
      checkSubject(subjects.get(i), "subjects[" + i + "]", everywhere, errors);
    }
  }

  private static void checkRule(
      Tree rule, String path, boolean everywhere, List<FieldError> errors) {
    if (rule.get("verbs").items().isEmpty()) {
      errors.add(FieldError.required(path + ".verbs", "verbs must contain at least one value"));
    }
    List<String> urls = rule.get("nonResourceURLs").texts();
    boolean resources =
        !rule.get("apiGroups").items().isEmpty()
            || !rule.get("resources").items().isEmpty()
            || !rule.get("resourceNames").items().isEmpty();
    if (!urls.isEmpty()) {
      String at = path + ".nonResourceURLs";
      if (!everywhere) {
        String no = "namespaced rules cannot apply to non-resource URLs";
        errors.add(FieldError.invalidTexts(at, urls, no));
      }
      if (resources) {
        String no = "rules cannot apply to both regular resources and non-resource URLs";
        errors.add(FieldError.invalidTexts(at, urls, no));
      }
      return;
    }
    if (rule.get("apiGroups").items().isEmpty()) {
      String no = "resource rules must supply at least one api group";
      errors.add(FieldError.required(path + ".apiGroups", no));
    }
    if (rule.get("resources").items().isEmpty()) {
      String no = "resource rules must supply at least one resource";
      errors.add(FieldError.required(path + ".resources", no));
    }
  }

  private static void checkRole(Tree role, boolean everywhere, List<FieldError> errors) {
    String group = role.get("apiGroup").text("");
    if (!group.equals(GROUP)) {
      errors.add(FieldError.unsupported("roleRef.apiGroup", group, List.of(GROUP)));
    }
    List<String> kinds = everywhere ? List.of("ClusterRole") : List.of("Role", "ClusterRole");
    String kind = role.get("kind").text("");
    if (!kinds.contains(kind)) {
      errors.add(FieldError.unsupported("roleRef.kind", kind, kinds));
    }
    String name = role.get("name").text("");
    LabelRules.required("roleRef.name", name, NameShapes::pathSegment, errors);
  }

  private static void checkSubject(
      Tree subject, String path, boolean everywhere, List<FieldError> errors) {
    String name = subject.get("name").text("");
    String kind = subject.get("kind").text("");
    String group = subject.get("apiGroup").text("");
    if (name.isEmpty()) {
      errors.add(FieldError.required(path + ".name", ""));
    }
    switch (kind) {
      case "ServiceAccount" -> {
        if (!name.isEmpty()) {
          LabelRules.add(path + ".name", name, NameShapes.subdomain(name), errors);
        }
        if (!group.isEmpty()) {
          errors.add(FieldError.unsupported(path + ".apiGroup", group, List.of("")));
        }
        if (everywhere && subject.get("namespace").text("").isEmpty()) {
          errors.add(FieldError.required(path + ".namespace", ""));
        }
      }
      case "User", "Group" -> {
        if (!group.equals(GROUP)) {
          errors.add(FieldError.unsupported(path + ".apiGroup", group, List.of(GROUP)));
        }
      }
      default ->
          errors.add(
              FieldError.unsupported(
                  path + ".kind", kind, List.of("ServiceAccount", "User", "Group")));
    }
  }
}
