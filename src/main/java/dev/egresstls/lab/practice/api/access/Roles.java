package dev.egresstls.lab.practice.api.access;

import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * RBAC: the rules of a caller are those of the roles that are bound to it (plugin/pkg/auth/
 * authorizer/rbac @1.33).
 */
final class Roles {
  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final String ANY = "*";

  /** What everybody may do who is known: ask what they may do, and what practice itself is. */
  private static final List<Tree> EVERYBODYS =
      List.of(
          rule(
              "authorization.k8s.io",
              List.of("create"),
              List.of("selfsubjectaccessreviews", "selfsubjectrulesreviews")),
          rule("authentication.k8s.io", List.of("create"), List.of("selfsubjectreviews")));

  /** What is outside of a practice cluster is in its ConfigMaps. */
  private static final Map<String, List<Tree>> OF_PRACTICE =
      Map.of(
          "kube-public",
          List.of(rule("", List.of("get"), List.of("configmaps"))),
          "kube-system",
          List.of(
              rule("", List.of("get"), List.of("configmaps"))
                  .with("resourceNames", List.of("practice-names", "practice-names-host"))));

  private final ObjectStore store;

  Roles(ObjectStore store) {
    this.store = store;
  }

  private static Tree rule(String group, List<String> verbs, List<String> resources) {
    return Tree.object("apiGroups", List.of(group), "verbs", verbs, "resources", resources);
  }

  boolean allow(Caller caller, Attributes asked) {
    if (caller.isMaster()) {
      return true;
    }
    if (!asked.isResource()) {
      return asked.verb().equals("get");
    }
    return rules(caller, asked.namespace()).stream().anyMatch(rule -> covers(rule, asked));
  }

  /** Every rule that counts for a caller in a namespace, the cluster's included. */
  List<Tree> rules(Caller caller, String namespace) {
    if (caller.isMaster()) {
      return List.of(rule(ANY, List.of(ANY), List.of(ANY)));
    }
    List<Tree> rules = new ArrayList<>(EVERYBODYS);
    rules.addAll(OF_PRACTICE.getOrDefault(namespace, List.of()));
    for (Tree binding : store.list("clusterrolebindings." + GROUP)) {
      if (binds(binding, caller, "")) {
        rules.addAll(rulesOf(binding, ""));
      }
    }
    if (!namespace.isEmpty()) {
      for (Tree binding : store.list("rolebindings." + GROUP)) {
        boolean here = binding.at("metadata.namespace").text("").equals(namespace);
        if (here && binds(binding, caller, namespace)) {
          rules.addAll(rulesOf(binding, namespace));
        }
      }
    }
    return rules;
  }

  private static boolean binds(Tree binding, Caller caller, String namespace) {
    return binding.get("subjects").items().stream()
        .anyMatch(
            subject -> {
              String name = subject.get("name").text("");
              return switch (subject.get("kind").text("")) {
                case "User" -> name.equals(caller.name());
                case "Group" -> caller.groups().contains(name);
                case "ServiceAccount" ->
                    Caller.account(subject.get("namespace").text(namespace), name)
                        .name()
                        .equals(caller.name());
                default -> false;
              };
            });
  }

  private List<Tree> rulesOf(Tree binding, String namespace) {
    Tree ref = binding.get("roleRef");
    String name = ref.get("name").text("");
    boolean wide = ref.get("kind").text("").equals("ClusterRole");
    if (wide && name.equals("cluster-admin")) {
      return List.of(rule(ANY, List.of(ANY), List.of(ANY)));
    }
    Optional<Tree> role =
        wide
            ? store.get("clusterroles." + GROUP, "", name)
            : store.get("roles." + GROUP, namespace, name);
    return role.map(one -> one.get("rules").items()).orElse(List.of());
  }

  private static boolean covers(Tree rule, Attributes asked) {
    List<String> names = rule.get("resourceNames").texts();
    return has(rule.get("verbs"), asked.verb())
        && has(rule.get("apiGroups"), asked.group())
        && (has(rule.get("resources"), asked.full())
            || !asked.subresource().isEmpty()
                && rule.get("resources").texts().contains("*/" + asked.subresource()))
        && (names.isEmpty() || names.contains(asked.name()));
  }

  private static boolean has(Tree values, String wanted) {
    List<String> all = values.texts();
    return all.contains(ANY) || all.contains(wanted);
  }
}
