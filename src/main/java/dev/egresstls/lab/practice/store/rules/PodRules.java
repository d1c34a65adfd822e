package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for what a pod runs (pkg/apis/core/validation/validation.go @1.33). */
final class PodRules {
  private static final List<String> RESTARTS = List.of("Always", "OnFailure", "Never");
  private static final List<String> DNS =
      List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
  private static final List<String> PREEMPTIONS = List.of("PreemptLowerPriority", "Never");
  private static final List<String> SYSTEMS = List.of("linux", "windows");
  private static final int MOST_SERVERS = 3;
  private static final int MOST_SEARCHES = 32;

  private PodRules() {}

  /**
   * What is wrong with a pod's specification.
   *
   * @param path where it is
   */
  static void check(Tree spec, String path, List<FieldError> errors) {
    Set<String> volumes = VolumeRules.check(spec.get("volumes").items(), path, errors);
    checkContainers(spec, path, volumes, errors);
    one(spec, "restartPolicy", path, RESTARTS, errors);
    one(spec, "dnsPolicy", path, DNS, errors);
    LabelRules.labels(spec.get("nodeSelector"), path + ".nodeSelector", errors);
    ContainerRules.checkUser(spec.get("securityContext"), path + ".securityContext", errors);
    SchedulingRules.checkAffinity(spec.get("affinity"), path + ".affinity", errors);
    checkDns(spec, path + ".dnsConfig", errors);
    SchedulingRules.checkGates(spec.get("schedulingGates").items(), path, errors);
    Tree spread = spec.get("topologySpreadConstraints");
    SchedulingRules.checkSpread(spread.items(), path, errors);
    checkNames(spec, path, errors);
    SchedulingRules.checkTolerations(spec.get("tolerations").items(), path, errors);
    checkAliases(spec.get("hostAliases").items(), path + ".hostAliases", errors);
    one(spec, "preemptionPolicy", path, PREEMPTIONS, errors);
    String system = spec.at("os.name").text("");
    if (!system.isEmpty() && !SYSTEMS.contains(system)) {
      errors.add(FieldError.unsupported(path + ".os", system, SYSTEMS));
    }
  }

  private static void checkContainers(
      Tree spec, String path, Set<String> volumes, List<FieldError> errors) {
    List<Tree> containers = spec.get("containers").items();
    if (containers.isEmpty()) {
      errors.add(FieldError.required(path + ".containers", ""));
    }
    Set<String> names = new HashSet<>();
    List<Tree> all = new ArrayList<>(containers);
    all.addAll(spec.get("initContainers").items());
    for (int i = 0; i < all.size(); i++) {
      boolean init = i >= containers.size();
      int number = init ? i - containers.size() : i;
      String at = path + (init ? ".initContainers[" : ".containers[") + number + "]";
      ContainerRules.check(all.get(i), at, volumes, errors);
      if (init) {
        one(all.get(i), "restartPolicy", at, List.of("Always"), errors);
      }
      String name = all.get(i).get("name").text("");
      if (!name.isEmpty() && !names.add(name)) {
        errors.add(FieldError.duplicate(at + ".name", name));
      }
      ContainerRules.checkProbes(all.get(i), at, init, errors);
    }
    boolean ofHost = spec.get("hostNetwork").isTrue();
    ContainerRules.checkHostPorts(containers, ofHost, path, errors);
    if (!spec.get("ephemeralContainers").items().isEmpty()) {
      String rule = "cannot be set on create";
      errors.add(FieldError.forbidden(path + ".ephemeralContainers", rule));
    }
    List<Tree> gates = spec.get("readinessGates").items();
    for (int i = 0; i < gates.size(); i++) {
      String gate = gates.get(i).get("conditionType").text("");
      String at = path + ".readinessGates[" + i + "].conditionType";
      LabelRules.add(at, gate, NameShapes.qualified(gate), errors);
    }
  }

  private static void checkDns(Tree spec, String path, List<FieldError> errors) {
    Tree config = spec.get("dnsConfig");
    List<String> servers = config.get("nameservers").texts();
    if (spec.get("dnsPolicy").text("").equals("None") && servers.isEmpty()) {
      errors.add(
          config.isPresent()
              ? FieldError.required(
                  path + ".nameservers",
                  "must provide at least one DNS nameserver when `dnsPolicy` is None")
              : FieldError.required(path, "must provide `dnsConfig` when `dnsPolicy` is None"));
      return;
    }
    if (servers.size() > MOST_SERVERS) {
      String rule = "must not have more than " + MOST_SERVERS + " nameservers";
      errors.add(FieldError.invalidTexts(path + ".nameservers", servers, rule));
    }
    for (int i = 0; i < servers.size(); i++) {
      checkAddress(servers.get(i), path + ".nameservers[" + i + "]", errors);
    }
    List<String> searches = config.get("searches").texts();
    if (searches.size() > MOST_SEARCHES) {
      String rule = "must not have more than " + MOST_SEARCHES + " search paths";
      errors.add(FieldError.invalidTexts(path + ".searches", searches, rule));
    }
    for (int i = 0; i < searches.size(); i++) {
      String search = searches.get(i).replaceFirst("\\.$", "");
      String at = path + ".searches[" + i + "]";
      if (!searches.get(i).equals(".")) {
        LabelRules.add(at, search, NameShapes.search(search), errors);
      }
    }
    List<Tree> options = config.get("options").items();
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).get("name").text("").isEmpty()) {
        errors.add(FieldError.required(path + ".options[" + i + "]", "must not be empty"));
      }
    }
  }

  private static void checkNames(Tree spec, String path, List<FieldError> errors) {
    for (String field : List.of("serviceAccountName", "nodeName")) {
      named(spec, path, field, errors);
    }
    Tree deadline = spec.get("activeDeadlineSeconds");
    if (deadline.isPresent()
        && (deadline.number(1) < 1 || deadline.number(1) > Integer.MAX_VALUE)) {
      String rule = "must be between 1 and " + Integer.MAX_VALUE + ", inclusive";
      errors.add(FieldError.invalid(path + ".activeDeadlineSeconds", deadline, rule));
    }
    for (String field : List.of("hostname", "subdomain")) {
      String name = spec.get(field).text("");
      if (!name.isEmpty()) {
        LabelRules.add(path + "." + field, name, NameShapes.label(name), errors);
      }
    }
    for (String field : List.of("priorityClassName", "runtimeClassName")) {
      named(spec, path, field, errors);
    }
  }

  private static void named(Tree spec, String path, String field, List<FieldError> errors) {
    String name = spec.get(field).text("");
    if (!name.isEmpty()) {
      LabelRules.add(path + "." + field, name, NameShapes.subdomain(name), errors);
    }
  }

  private static void checkAliases(List<Tree> aliases, String path, List<FieldError> errors) {
    for (int i = 0; i < aliases.size(); i++) {
      String at = path + "[" + i + "]";
      checkAddress(aliases.get(i).get("ip").text(""), at + ".ip", errors);
      List<String> names = aliases.get(i).get("hostnames").texts();
      for (int j = 0; j < names.size(); j++) {
        String where = at + ".hostnames[" + j + "]";
        LabelRules.add(where, names.get(j), NameShapes.subdomain(names.get(j)), errors);
      }
    }
  }

  private static void checkAddress(String address, String path, List<FieldError> errors) {
    if (!Cidr.isAddress(address)) {
      errors.add(FieldError.invalid(path, address, IpRanges.NO_ADDRESS));
    }
  }

  /** One of a few values, if it is there. */
  static void one(
      Tree owner, String field, String path, List<String> supported, List<FieldError> errors) {
    String value = owner.get(field).text("");
    if (!value.isEmpty() && !supported.contains(value)) {
      errors.add(FieldError.unsupported(path + "." + field, value, supported));
    }
  }
}
