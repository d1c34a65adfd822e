package dev.egresstls.lab.mesh.rule;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads DestinationRules that people wrote. */
record RuleReader(Tree object) {

  static Rule read(Tree object) {
    return new RuleReader(object).rule();
  }

  private Rule rule() {
    Optional<Map<String, String>> selector = selector();
    Set<String> exportTo =
        selector.isPresent()
            ? Set.of(".")
            : new LinkedHashSet<>(object.at("spec.exportTo").texts());
    return new Rule(
        ObjectNames.name(object),
        ObjectNames.namespace(object),
        Hosts.full(object.at("spec.host").text(""), ObjectNames.namespace(object)),
        ObjectNames.created(object).orElse(Instant.EPOCH),
        new Rule.Audience(exportTo, selector),
        false,
        traffic("spec.trafficPolicy"),
        subsets());
  }

  private Optional<Map<String, String>> selector() {
    Tree selector = object.at("spec.workloadSelector");
    if (!selector.isObject()) {
      return Optional.empty();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    selector.get("matchLabels").fields().forEach((key, value) -> labels.put(key, value.text("")));
    return Optional.of(labels);
  }

  /** Of several with one name the first counts. */
  private Map<String, Subset> subsets() {
    Map<String, Subset> subsets = new LinkedHashMap<>();
    List<Tree> items = object.at("spec.subsets").items();
    for (int i = 0; i < items.size(); i++) {
      Map<String, String> labels = new LinkedHashMap<>();
      items.get(i).get("labels").fields().forEach((key, value) -> labels.put(key, value.text("")));
      Subset subset = new Subset(labels, traffic("spec.subsets[" + i + "].trafficPolicy"));
      subsets.putIfAbsent(items.get(i).get("name").text(""), subset);
    }
    return subsets;
  }

  private Optional<TrafficPolicy> traffic(String field) {
    Tree policy = object.at(field);
    if (!policy.isObject()) {
      return Optional.empty();
    }
    Map<Integer, Settings> ports = new LinkedHashMap<>();
    List<Tree> items = policy.get("portLevelSettings").items();
    for (int i = 0; i < items.size(); i++) {
      int number = (int) items.get(i).at("port.number").number(0);
      ports.putIfAbsent(number, settings(items.get(i), field + ".portLevelSettings[" + i + "]"));
    }
    return Optional.of(new TrafficPolicy(settings(policy, field), ports));
  }

  private Settings settings(Tree policy, String field) {
    Tree tls = policy.get("tls");
    Optional<TlsSetting> setting =
        tls.isObject() ? Optional.of(new TlsSetting(tls, because(tls, field))) : Optional.empty();
    Tree balancer = policy.get("loadBalancer");
    return new Settings(
        setting, balancer.isObject() ? Optional.of(balancing(balancer, field)) : Optional.empty());
  }

  private Because balancing(Tree balancer, String field) {
    String simple = balancer.get("simple").text("");
    String name = ObjectNames.of(object);
    return new Because(name, name, field + ".loadBalancer.simple", simple);
  }

  private Because because(Tree tls, String field) {
    String mode = tls.get("mode").text("DISABLE");
    String text = say("mesh.rule.mode", ObjectNames.name(object), mode);
    return new Because(text, ObjectNames.of(object), field + ".tls.mode", mode);
  }
}
