package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for Services (pkg/apis/core/validation/validation.go @1.33). */
final class ServiceRules {
  private static final List<String> TYPES =
      List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final List<String> AFFINITIES = List.of("ClientIP", "None");
  private static final List<String> TRAFFIC = List.of("Cluster", "Local");
  private static final long LONGEST_AFFINITY = 86_400;
  private static final String BALANCED = "may only be used when `type` is 'LoadBalancer'";

  private ServiceRules() {}

  static void check(Tree before, Tree after, List<FieldError> errors) {
    Tree spec = after.get("spec");
    if (!before.isMissing()) {
      checkAddress(before.get("spec"), spec, errors);
    }
    checkType(spec, errors);
    List<Tree> ports = spec.get("ports").items();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      checkPort(ports.get(i), "spec.ports[" + i + "]", ports.size(), names, errors);
    }
    LabelRules.labels(spec.get("selector"), "spec.selector", errors);
    checkAffinity(spec, errors);
    checkExternalAddresses(spec.get("externalIPs").texts(), errors);
    PodRules.one(spec, "type", "spec", TYPES, errors);
    checkNumbers(spec, errors);
    checkBalancing(spec, errors);
    checkTraffic(spec, errors);
    checkStatus(after.at("status.loadBalancer.ingress").items(), spec, errors);
  }

  private static void checkStatus(List<Tree> ingress, Tree spec, List<FieldError> errors) {
    String path = "status.loadBalancer.ingress";
    if (!ingress.isEmpty() && !spec.get("type").text("").equals("LoadBalancer")) {
      String rule = "may only be used when `spec.type` is 'LoadBalancer'";
      errors.add(FieldError.forbidden(path, rule));
      return;
    }
    for (int i = 0; i < ingress.size(); i++) {
      String ip = ingress.get(i).get("ip").text("");
      if (!ip.isEmpty() && !Cidr.isAddress(ip)) {
        errors.add(FieldError.invalid(path + "[" + i + "].ip", ip, IpRanges.NO_ADDRESS));
      }
    }
  }

  private static void checkType(Tree spec, List<FieldError> errors) {
    String type = spec.get("type").text("");
    boolean external = type.equals("ExternalName");
    List<String> addresses = spec.get("clusterIPs").texts();
    boolean headless = addresses.equals(List.of("None"));
    if (spec.get("ports").items().isEmpty() && !headless && !external) {
      errors.add(FieldError.required("spec.ports", ""));
    }
    if (headless && (type.equals("LoadBalancer") || type.equals("NodePort"))) {
      String rule = "may not be set to 'None' for " + type + " services";
      errors.add(FieldError.invalid("spec.clusterIPs[0]", "None", rule));
    }
    if (!external) {
      return;
    }
    for (String field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
      Tree value = spec.get(field);
      if (value.isList() ? !value.items().isEmpty() : !value.text("").isEmpty()) {
        errors.add(
            FieldError.forbidden("spec." + field, "may not be set for ExternalName services"));
      }
    }
    String name = spec.get("externalName").text("").replaceFirst("\\.$", "");
    LabelRules.required("spec.externalName", name, NameShapes::subdomain, errors);
  }

  private static void checkPort(
      Tree port, String path, int all, Set<String> names, List<FieldError> errors) {
    String name = port.get("name").text("");
    if (name.isEmpty() && all > 1) {
      errors.add(FieldError.required(path + ".name", ""));
    } else if (!name.isEmpty()) {
      LabelRules.add(path + ".name", name, NameShapes.label(name), errors);
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(path + ".name", name));
      }
    }
    checkNumber(port.get("port"), path + ".port", errors);
    PodRules.one(port, "protocol", path, PROTOCOLS, errors);
    portOrName(port.get("targetPort"), path + ".targetPort", errors);
    Tree application = port.get("appProtocol");
    if (application.isPresent()) {
      String protocol = application.text("");
      LabelRules.add(path + ".appProtocol", protocol, NameShapes.qualified(protocol), errors);
    }
  }

  /** Adds what is wrong with a port that may be meant by number or by name. */
  static void portOrName(Tree port, String path, List<FieldError> errors) {
    if (port.raw() instanceof String name) {
      LabelRules.add(path, name, NameShapes.portName(name), errors);
    } else {
      checkNumber(port, path, errors);
    }
  }

  static void checkNumber(Tree port, String path, List<FieldError> errors) {
    long number = port.number(0);
    NameShapes.port(number).forEach(rule -> errors.add(FieldError.invalid(path, number, rule)));
  }

  private static void checkAffinity(Tree spec, List<FieldError> errors) {
    PodRules.one(spec, "sessionAffinity", "spec", AFFINITIES, errors);
    if (spec.get("sessionAffinity").text("").equals("ClientIP")) {
      long seconds = spec.at("sessionAffinityConfig.clientIP.timeoutSeconds").number(0);
      if (seconds <= 0 || seconds > LONGEST_AFFINITY) {
        errors.add(
            FieldError.invalid(
                "spec.sessionAffinityConfig.clientIP.timeoutSeconds",
                seconds,
                "must be greater than 0 and less than " + LONGEST_AFFINITY));
      }
    }
  }

  private static void checkExternalAddresses(List<String> addresses, List<FieldError> errors) {
    for (int i = 0; i < addresses.size(); i++) {
      String ip = addresses.get(i);
      String path = "spec.externalIPs[" + i + "]";
      String wrong = Cidr.isAddress(ip) ? IpRanges.notForOthers(ip) : IpRanges.NO_ADDRESS;
      if (!wrong.isEmpty()) {
        errors.add(FieldError.invalid(path, ip, wrong));
      }
    }
  }

  /** No number twice, and no node's port where nobody listens at one. */
  private static void checkNumbers(Tree spec, List<FieldError> errors) {
    List<Tree> ports = spec.get("ports").items();
    Set<String> onNodes = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String path = "spec.ports[" + i + "]";
      String protocol = ports.get(i).get("protocol").text("");
      long onNode = ports.get(i).get("nodePort").number(0);
      if (onNode != 0 && spec.get("type").text("").equals("ClusterIP")) {
        String rule = "may not be used when `type` is 'ClusterIP'";
        errors.add(FieldError.forbidden(path + ".nodePort", rule));
      }
      if (onNode != 0 && !onNodes.add(protocol + onNode)) {
        errors.add(FieldError.duplicate(path + ".nodePort", onNode));
      }
    }
    for (int i = 0; i < ports.size(); i++) {
      String protocol = ports.get(i).get("protocol").text("");
      long number = ports.get(i).get("port").number(0);
      if (!numbers.add(protocol + number)) {
        String value =
            "Duplicate value: core.ServicePort{Name:\"\", Protocol:\""
                + protocol
                + "\", AppProtocol:(*string)(nil), Port:"
                + number
                + ", TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:\"\"}, NodePort:0}";
        errors.add(new FieldError("spec.ports[" + i + "]", "FieldValueDuplicate", value));
      }
    }
  }

  private static void checkBalancing(Tree spec, List<FieldError> errors) {
    boolean balanced = spec.get("type").text("").equals("LoadBalancer");
    List<String> ranges = spec.get("loadBalancerSourceRanges").texts();
    if (!ranges.isEmpty() && !balanced) {
      errors.add(FieldError.forbidden("spec.LoadBalancerSourceRanges", BALANCED));
    }
    for (int i = 0; i < ranges.size(); i++) {
      String range = ranges.get(i).strip();
      if (range.indexOf('/') < 0 || Cidr.parse(range).isEmpty()) {
        errors.add(
            FieldError.invalid(
                "spec.LoadBalancerSourceRanges[" + i + "]",
                range,
                "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"));
      }
    }
    for (String field : List.of("allocateLoadBalancerNodePorts", "loadBalancerClass")) {
      if (spec.get(field).isPresent() && !balanced) {
        errors.add(FieldError.forbidden("spec." + field, BALANCED));
      }
    }
    String type = spec.get("loadBalancerClass").text("");
    if (balanced && spec.get("loadBalancerClass").isPresent()) {
      LabelRules.add("spec.loadBalancerClass", type, NameShapes.qualified(type), errors);
    }
  }

  private static void checkTraffic(Tree spec, List<FieldError> errors) {
    String type = spec.get("type").text("");
    boolean addressed = type.equals("ClusterIP") && !spec.get("externalIPs").items().isEmpty();
    boolean outside = addressed || type.equals("NodePort") || type.equals("LoadBalancer");
    String policy = spec.get("externalTrafficPolicy").text("");
    if (outside) {
      PodRules.one(spec, "externalTrafficPolicy", "spec", TRAFFIC, errors);
    } else if (!policy.isEmpty()) {
      String rule = "may only be set for externally-accessible services";
      errors.add(FieldError.invalid("spec.externalTrafficPolicy", policy, rule));
    }
    long health = spec.get("healthCheckNodePort").number(0);
    boolean local = type.equals("LoadBalancer") && policy.equals("Local");
    if (health != 0 && !local) {
      String rule =
          "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
      errors.add(FieldError.invalid("spec.healthCheckNodePort", health, rule));
    }
    PodRules.one(spec, "internalTrafficPolicy", "spec", TRAFFIC, errors);
    PodRules.one(spec, "trafficDistribution", "spec", List.of("PreferClose"), errors);
  }

  private static void checkAddress(Tree before, Tree after, List<FieldError> errors) {
    boolean external =
        before.get("type").text("").equals("ExternalName")
            || after.get("type").text("").equals("ExternalName");
    List<String> was = before.get("clusterIPs").texts();
    List<String> is = after.get("clusterIPs").texts();
    if (external || was.equals(is)) {
      return;
    }
    boolean unset = is.isEmpty();
    String rule = unset ? "primary clusterIP can not be unset" : "may not change once set";
    errors.add(FieldError.invalidTexts("spec.clusterIPs[0]", is, rule));
  }
}
