package dev.egresstls.lab.practice.store.rules.kinds;

import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.practice.store.rules.IpRanges;
import dev.egresstls.lab.practice.store.rules.LabelRules;
import dev.egresstls.lab.practice.store.rules.NameShapes;
import dev.egresstls.lab.value.Tree;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules for EndpointSlices and Endpoints (pkg/apis/discovery/validation and
 * pkg/apis/core/validation @1.33).
 */
public final class SliceRules {
  private static final List<String> TYPES = List.of("FQDN", "IPv4", "IPv6");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final int MOST_ADDRESSES = 100;
  private static final int MOST_ENDPOINTS = 1000;

  private SliceRules() {}

  /** Adds what is wrong with an EndpointSlice. */
  public static void check(Tree before, Tree after, List<FieldError> errors) {
    String type = after.get("addressType").text("");
    if (type.isEmpty()) {
      errors.add(FieldError.required("addressType", ""));
    } else if (!TYPES.contains(type)) {
      errors.add(FieldError.unsupported("addressType", type, TYPES));
    }
    checkPorts(after.get("ports").items(), errors);
    List<Tree> endpoints = after.get("endpoints").items();
    if (endpoints.size() > MOST_ENDPOINTS) {
      errors.add(tooMany("endpoints", endpoints.size(), MOST_ENDPOINTS));
    } else if (before.isMissing() || !before.get("endpoints").equals(after.get("endpoints"))) {
      for (int i = 0; i < endpoints.size(); i++) {
        checkEndpoint(endpoints.get(i), type, "endpoints[" + i + "]", errors);
      }
    }
    if (!before.isMissing() && !before.get("addressType").equals(after.get("addressType"))) {
      errors.add(FieldError.invalid("addressType", type, "field is immutable"));
    }
  }

  private static FieldError tooMany(String path, int is, int most) {
    return new FieldError(
        path, "FieldValueTooMany", "Too many: " + is + ": must have at most " + most + " items");
  }

  private static void checkPorts(List<Tree> ports, List<FieldError> errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String at = "ports[" + i + "]";
      String name = ports.get(i).get("name").text("");
      if (!name.isEmpty()) {
        LabelRules.add(at + ".name", name, NameShapes.label(name), errors);
      }
      if (!names.add(name)) {
        errors.add(FieldError.duplicate(at + ".name", name));
      }
      checkProtocol(ports.get(i), at, errors);
    }
  }

  private static void checkProtocol(Tree port, String path, List<FieldError> errors) {
    String protocol = port.get("protocol").text("");
    if (!protocol.isEmpty() && !PROTOCOLS.contains(protocol)) {
      errors.add(FieldError.unsupported(path + ".protocol", protocol, PROTOCOLS));
    }
    Tree application = port.get("appProtocol");
    if (application.isPresent()) {
      String name = application.text("");
      LabelRules.add(path + ".appProtocol", name, NameShapes.qualified(name), errors);
    }
  }

  private static void checkEndpoint(
      Tree endpoint, String type, String path, List<FieldError> errors) {
    String at = path + ".addresses";
    List<String> addresses = endpoint.get("addresses").texts();
    if (addresses.isEmpty()) {
      errors.add(FieldError.required(at, "must contain at least 1 address"));
    } else if (addresses.size() > MOST_ADDRESSES) {
      errors.add(tooMany(at, addresses.size(), MOST_ADDRESSES));
    }
    for (int i = 0; i < addresses.size(); i++) {
      String where = at + "[" + i + "]";
      if (type.equals("FQDN")) {
        checkDomain(addresses.get(i), where, errors);
      } else if (TYPES.contains(type)) {
        checkAddress(addresses.get(i), type, at, where, errors);
      }
    }
    checkNames(endpoint, path, errors);
    Tree topology = endpoint.get("deprecatedTopology");
    LabelRules.labels(topology, path + ".deprecatedTopology", errors);
    String host = endpoint.get("hostname").text("");
    if (endpoint.get("hostname").isPresent()) {
      LabelRules.add(path + ".hostname", host, NameShapes.label(host), errors);
    }
  }

  private static void checkNames(Tree endpoint, String path, List<FieldError> errors) {
    String node = endpoint.get("nodeName").text("");
    if (endpoint.get("nodeName").isPresent()) {
      LabelRules.add(path + ".nodeName", node, NameShapes.subdomain(node), errors);
    }
  }

  private static void checkAddress(
      String address, String type, String list, String path, List<FieldError> errors) {
    if (!Cidr.isAddress(address)) {
      errors.add(FieldError.invalid(path, address, IpRanges.NO_ADDRESS));
      return;
    }
    boolean six = address.indexOf(':') >= 0;
    if (six != type.equals("IPv6")) {
      errors.add(FieldError.invalid(list, address, "must be an " + type + " address"));
    }
    String wrong = IpRanges.notForOthers(address);
    if (!wrong.isEmpty()) {
      errors.add(FieldError.invalid(path, address, wrong));
    }
  }

  private static void checkDomain(String name, String path, List<FieldError> errors) {
    String domain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (name.isEmpty()) {
      errors.add(FieldError.required(path, ""));
      return;
    }
    List<String> wrong = NameShapes.subdomain(domain);
    if (!wrong.isEmpty()) {
      errors.add(FieldError.invalid(path, domain, String.join(",", wrong)));
      return;
    }
    List<String> labels = Arrays.asList(domain.split("\\.", -1));
    if (labels.size() < 2) {
      String rule = "should be a domain with at least two segments separated by dots";
      errors.add(FieldError.invalid(path, domain, rule));
    }
    for (String label : labels) {
      LabelRules.add(path, label, NameShapes.label(label), errors);
    }
  }

  /** Adds what is wrong with Endpoints. */
  public static void checkEndpoints(Tree before, Tree after, List<FieldError> errors) {
    List<Tree> subsets = after.get("subsets").items();
    if (!before.isMissing() && before.get("subsets").equals(after.get("subsets"))) {
      return;
    }
    for (int i = 0; i < subsets.size(); i++) {
      String at = "subsets[" + i + "]";
      Tree subset = subsets.get(i);
      List<Tree> ready = subset.get("addresses").items();
      List<Tree> others = subset.get("notReadyAddresses").items();
      if (ready.isEmpty() && others.isEmpty()) {
        String rule = "must specify `addresses` or `notReadyAddresses`";
        errors.add(FieldError.required(at, rule));
      }
      checkTargets(ready, at + ".addresses", errors);
      checkTargets(others, at + ".notReadyAddresses", errors);
      checkSubsetPorts(subset.get("ports").items(), at + ".ports", errors);
    }
  }

  private static void checkTargets(List<Tree> targets, String path, List<FieldError> errors) {
    for (int i = 0; i < targets.size(); i++) {
      String at = path + "[" + i + "]";
      String ip = targets.get(i).get("ip").text("");
      if (!Cidr.isAddress(ip)) {
        errors.add(FieldError.invalid(at + ".ip", ip, IpRanges.NO_ADDRESS));
      } else if (!IpRanges.notForOthers(ip).isEmpty()) {
        errors.add(FieldError.invalid(at + ".ip", ip, IpRanges.notForOthers(ip)));
      }
      String host = targets.get(i).get("hostname").text("");
      if (!host.isEmpty()) {
        LabelRules.add(at + ".hostname", host, NameShapes.label(host), errors);
      }
      checkNames(targets.get(i), at, errors);
    }
  }

  private static void checkSubsetPorts(List<Tree> ports, String path, List<FieldError> errors) {
    for (int i = 0; i < ports.size(); i++) {
      String at = path + "[" + i + "]";
      String name = ports.get(i).get("name").text("");
      if (name.isEmpty() && ports.size() > 1) {
        errors.add(FieldError.required(at + ".name", ""));
      } else if (!name.isEmpty()) {
        LabelRules.add(at + ".name", name, NameShapes.label(name), errors);
      }
      long number = ports.get(i).get("port").number(0);
      NameShapes.port(number)
          .forEach(rule -> errors.add(FieldError.invalid(at + ".port", number, rule)));
      checkProtocol(ports.get(i), at, errors);
    }
  }
}
