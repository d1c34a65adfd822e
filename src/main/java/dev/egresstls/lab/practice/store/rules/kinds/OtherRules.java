package dev.egresstls.lab.practice.store.rules.kinds;

import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.practice.store.Quantity;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.rules.LabelRules;
import dev.egresstls.lab.practice.store.rules.NameShapes;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;

/** The rules for kinds that have few (pkg/apis/*&#47;validation @1.33). */
public final class OtherRules {
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
  private static final List<String> DIRECTIONS = List.of("Egress", "Ingress");
  private static final String NOT_NEGATIVE = "must be greater than or equal to 0";

  private OtherRules() {}

  /** Adds what is wrong with an object of such a kind. */
  public static void check(String key, Tree object, List<FieldError> errors) {
    switch (key) {
      case "events" -> checkEvent(object, errors);
      case "nodes" -> checkTaints(object.at("spec.taints").items(), errors);
      case "leases.coordination.k8s.io" -> checkLease(object.get("spec"), errors);
      case "resourcequotas" -> checkQuota(object.at("spec.hard").fields(), errors);
      case "networkpolicies.networking.k8s.io" -> checkPolicy(object.get("spec"), errors);
      default -> {}
    }
  }

  private static void checkEvent(Tree event, List<FieldError> errors) {
    String about = event.at("involvedObject.namespace").text("");
    String home = event.at("metadata.namespace").text("");
    boolean fits = about.isEmpty() ? home.equals("default") : about.equals(home);
    if (!fits) {
      String rule = "does not match event.namespace";
      errors.add(FieldError.invalid("involvedObject.namespace", about, rule));
    }
  }

  private static void checkTaints(List<Tree> taints, List<FieldError> errors) {
    for (int i = 0; i < taints.size(); i++) {
      String at = "spec.taints[" + i + "]";
      String key = taints.get(i).get("key").text("");
      LabelRules.add(at + ".key", key, NameShapes.qualified(key), errors);
      String value = taints.get(i).get("value").text("");
      LabelRules.add(at + ".value", value, NameShapes.labelValue(value), errors);
      String effect = taints.get(i).get("effect").text("");
      if (effect.isEmpty()) {
        errors.add(FieldError.required(at + ".effect", ""));
      } else if (!EFFECTS.contains(effect)) {
        errors.add(FieldError.unsupported(at + ".effect", effect, EFFECTS));
      }
    }
  }

  private static void checkLease(Tree spec, List<FieldError> errors) {
    Tree seconds = spec.get("leaseDurationSeconds");
    if (seconds.isPresent() && seconds.number(0) <= 0) {
      String rule = "must be greater than 0";
      errors.add(FieldError.invalid("spec.leaseDurationSeconds", seconds, rule));
    }
    if (spec.get("leaseTransitions").number(0) < 0) {
      errors.add(
          FieldError.invalid("spec.leaseTransitions", spec.get("leaseTransitions"), NOT_NEGATIVE));
    }
  }

  private static void checkQuota(Map<String, Tree> hard, List<FieldError> errors) {
    hard.forEach(
        (name, amount) -> {
          if (Quantity.of(amount.text("")).signum() < 0) {
            String path = "spec.hard[" + name + "]";
            errors.add(FieldError.invalid(path, amount.text(""), NOT_NEGATIVE));
          }
        });
  }

  private static void checkPolicy(Tree spec, List<FieldError> errors) {
    LabelRules.selector(spec.get("podSelector"), "spec.podSelector", errors);
    for (String direction : List.of("ingress", "egress")) {
      List<Tree> rules = spec.get(direction).items();
      String peers = direction.equals("ingress") ? "from" : "to";
      for (int i = 0; i < rules.size(); i++) {
        String at = "spec." + direction + "[" + i + "]";
        checkPolicyPorts(rules.get(i).get("ports").items(), at + ".ports", errors);
        List<Tree> all = rules.get(i).get(peers).items();
        for (int j = 0; j < all.size(); j++) {
          checkPeer(all.get(j), at + "." + peers + "[" + j + "]", errors);
        }
      }
    }
    List<String> types = spec.get("policyTypes").texts();
    for (int i = 0; i < types.size(); i++) {
      if (!DIRECTIONS.contains(types.get(i))) {
        errors.add(FieldError.unsupported("spec.policyTypes[" + i + "]", types.get(i), DIRECTIONS));
      }
    }
  }

  private static void checkPolicyPorts(List<Tree> ports, String path, List<FieldError> errors) {
    for (int i = 0; i < ports.size(); i++) {
      Tree port = ports.get(i).get("port");
      String at = path + "[" + i + "].port";
      if (port.raw() instanceof String name) {
        LabelRules.add(at, name, NameShapes.portName(name), errors);
      } else if (port.isPresent()) {
        NameShapes.port(port.number(0))
            .forEach(rule -> errors.add(FieldError.invalid(at, port, rule)));
      }
    }
  }

  private static void checkPeer(Tree peer, String path, List<FieldError> errors) {
    if (peer.fields().isEmpty()) {
      errors.add(FieldError.required(path, "must specify a peer"));
    }
    Tree block = peer.get("ipBlock");
    String range = block.get("cidr").text("");
    if (block.isObject() && (range.indexOf('/') < 0 || Cidr.parse(range).isEmpty())) {
      String rule = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
      errors.add(FieldError.invalid(path + ".ipBlock.cidr", range, rule));
    }
  }
}
