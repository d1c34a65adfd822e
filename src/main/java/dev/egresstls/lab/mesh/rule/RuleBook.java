package dev.egresstls.lab.mesh.rule;

import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All rules of a mesh as one namespace sees them: merged by host, and looked for in the client's
 * namespace, then in the service's, then in the root namespace (istio
 * pilot/pkg/model/push_context.go:1259-1345,2067-2130, destination_rule.go:48-150 @1.31.0).
 *
 * @param rules in istiod's order
 * @param defaults who sees a rule that does not say
 * @param userWins whether a user's fields win over those of a policy (since 1.31.0, #60432)
 */
record RuleBook(List<Rule> rules, Set<String> defaults, boolean userWins) {
  private static final String ROOT = "istio-system";

  RuleBook {
    rules = rules.stream().sorted(Rule.FIRST).toList();
    defaults = Set.copyOf(defaults);
  }

  /** The rule that counts for a service, for a client pod with these labels. */
  Optional<Rule> find(MeshService service, String client, Map<String, String> labels) {
    List<Rule> found = candidates(service, client);
    Optional<Rule> forAll = Optional.empty();
    for (Rule rule : found) {
      if (rule.selector().isEmpty()) {
        forAll = Optional.of(rule);
      } else if (rule.namespace().equals(client)
          && labels.entrySet().containsAll(rule.selector().get().entrySet())) {
        return Optional.of(rule);
      }
    }
    return forAll;
  }

  private List<Rule> candidates(MeshService service, String client) {
    List<Rule> own = mostSpecific(own(client), service.host());
    if (!own.isEmpty()) {
      return own;
    }
    for (String namespace : List.of(service.namespace(), ROOT)) {
      List<Rule> exported =
          mostSpecific(exported(namespace), service.host()).stream()
              .filter(rule -> seenBy(rule, client))
              .toList();
      if (!exported.isEmpty()) {
        return exported;
      }
    }
    return List.of();
  }

  /** Rules in the client's namespace; of the root namespace only those that it keeps to itself. */
  private List<Rule> own(String client) {
    return rules.stream()
        .filter(rule -> rule.namespace().equals(client))
        .filter(rule -> client.equals(ROOT) ? keptHome(rule) : local(rule))
        .toList();
  }

  private static boolean local(Rule rule) {
    Set<String> to = rule.exportTo();
    return to.isEmpty() || to.contains("*") || to.contains(".") || to.contains(rule.namespace());
  }

  private boolean keptHome(Rule rule) {
    Set<String> to = rule.exportTo();
    boolean byDefault = to.isEmpty() && defaults.contains(".");
    boolean itself = to.contains(".") || to.contains(rule.namespace());
    return byDefault || (to.size() == 1 && itself);
  }

  private List<Rule> exported(String namespace) {
    return rules.stream()
        .filter(rule -> rule.namespace().equals(namespace))
        .filter(rule -> !keptHome(rule))
        .toList();
  }

  private static boolean seenBy(Rule rule, String client) {
    Set<String> to = rule.exportTo();
    return to.isEmpty() || to.contains("*") || to.contains(client);
  }

  private List<Rule> mostSpecific(List<Rule> among, String host) {
    Map<String, List<Rule>> byHost = new LinkedHashMap<>();
    among.forEach(rule -> merge(byHost.computeIfAbsent(rule.host(), h -> new ArrayList<>()), rule));
    if (byHost.containsKey(host)) {
      return byHost.get(host);
    }
    return byHost.entrySet().stream()
        .filter(entry -> Hosts.isPattern(entry.getKey()) && Hosts.covers(entry.getKey(), host))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  private void merge(List<Rule> into, Rule rule) {
    boolean separate = true;
    for (int i = 0; i < into.size(); i++) {
      Rule there = into.get(i);
      boolean same = rule.exportTo().equals(there.exportTo());
      boolean wider = !there.exportTo().isEmpty() && rule.exportTo().containsAll(there.exportTo());
      boolean clash =
          there.selector().isPresent()
              && rule.selector().isPresent()
              && !there.selector().equals(rule.selector());
      if ((!same && !wider) || clash) {
        separate = true;
        continue;
      }
      separate = !same && !there.selector().equals(rule.selector());
      into.set(i, there.with(merged(there, rule)).with(rule.subsets()));
    }
    if (separate) {
      into.add(rule);
    }
  }

  private Optional<TrafficPolicy> merged(Rule there, Rule rule) {
    boolean oneIsUsers = there.fromPolicy() != rule.fromPolicy();
    boolean both = there.traffic().isPresent() && rule.traffic().isPresent();
    if (userWins && oneIsUsers && both) {
      Rule users = there.fromPolicy() ? rule : there;
      Rule policys = there.fromPolicy() ? there : rule;
      return Optional.of(users.traffic().get().over(policys.traffic().get()));
    }
    return there.traffic().or(rule::traffic);
  }
}
