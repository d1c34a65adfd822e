package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Quantity;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for one container (pkg/apis/core/validation/validation.go @1.33). */
final class ContainerRules {
  private static final List<String> PULLS = List.of("Always", "IfNotPresent", "Never");
  private static final List<String> MESSAGES = List.of("File", "FallbackToLogsOnError");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");
  private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");
  private static final List<String> COUNTS =
      List.of(
          "initialDelaySeconds",
          "timeoutSeconds",
          "periodSeconds",
          "successThreshold",
          "failureThreshold");
  private static final List<String> POD_FIELDS =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");
  private static final List<String> PROPAGATIONS =
      List.of("Bidirectional", "HostToContainer", "None");
  private static final List<String> RESOURCES = List.of("cpu", "memory", "ephemeral-storage");
  private static final String HANDLER = "must specify a handler type";
  private static final String NOT_NEGATIVE = "must be greater than or equal to 0";

  private ContainerRules() {}

  /**
   * Adds what is wrong with a container.
   *
   * @param volumes the names of the pod's volumes
   */
  static void check(Tree container, String path, Set<String> volumes, List<FieldError> errors) {
    String name = container.get("name").text("");
    LabelRules.required(path + ".name", name, NameShapes::label, errors);
    if (container.get("image").text("").isEmpty()) {
      errors.add(FieldError.required(path + ".image", ""));
    }
    PodRules.one(container, "terminationMessagePolicy", path, MESSAGES, errors);
    checkPorts(container.get("ports").items(), path + ".ports", errors);
    checkEnv(container.get("env").items(), path + ".env", errors);
    checkEnvFrom(container.get("envFrom").items(), path + ".envFrom", errors);
    checkMounts(container.get("volumeMounts").items(), path + ".volumeMounts", volumes, errors);
    PodRules.one(container, "imagePullPolicy", path, PULLS, errors);
    checkResources(container.get("resources"), path + ".resources", errors);
    checkUser(container.get("securityContext"), path + ".securityContext", errors);
    checkPrivileges(container.get("securityContext"), path + ".securityContext", errors);
    for (String hook : List.of("postStart", "preStop")) {
      Tree one = container.get("lifecycle").get(hook);
      if (one.isObject() && one.fields().isEmpty()) {
        errors.add(FieldError.required(path + ".lifecycle." + hook, HANDLER));
      }
    }
  }

  /** Adds what is wrong with the user as whom something runs. */
  static void checkUser(Tree context, String path, List<FieldError> errors) {
    for (String field : List.of("runAsUser", "runAsGroup", "fsGroup")) {
      long id = context.get(field).number(0);
      if (id < 0 || id > Integer.MAX_VALUE) {
        String rule = "must be between 0 and " + Integer.MAX_VALUE + ", inclusive";
        errors.add(FieldError.invalid(path + "." + field, id, rule));
      }
    }
  }

  private static void checkPrivileges(Tree context, String path, List<FieldError> errors) {
    boolean kept = context.get("allowPrivilegeEscalation").text("").equals("false");
    if (kept && context.get("privileged").isTrue()) {
      String rule = "cannot set `allowPrivilegeEscalation` to false and `privileged` to true";
      errors.add(FieldError.invalid(path, context, rule));
    }
  }

  /** Adds the ports of the node that two containers want. */
  static void checkHostPorts(
      List<Tree> containers, boolean ofHost, String path, List<FieldError> errors) {
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      List<Tree> ports = containers.get(i).get("ports").items();
      for (int j = 0; j < ports.size(); j++) {
        Tree port = ports.get(j);
        String place =
            String.join(
                "/",
                port.get("protocol").text(""),
                port.get("hostIP").text(""),
                port.get("hostPort").text(""));
        String at = path + ".containers[" + i + "].ports[" + j + "].hostPort";
        long number = port.get("hostPort").number(0);
        if (number != 0 && !taken.add(place)) {
          errors.add(FieldError.duplicate(at, place));
        }
        if (ofHost && number != 0 && number != port.get("containerPort").number(0)) {
          String rule = "must match `containerPort` when `hostNetwork` is true";
          errors.add(FieldError.invalid(at, number, rule));
        }
      }
    }
  }

  private static void checkPorts(List<Tree> ports, String path, List<FieldError> errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String at = path + "[" + i + "]";
      Tree port = ports.get(i);
      String name = port.get("name").text("");
      List<String> wrong = name.isEmpty() ? List.of() : NameShapes.portName(name);
      LabelRules.add(at + ".name", name, wrong, errors);
      if (!name.isEmpty() && wrong.isEmpty() && !names.add(name)) {
        errors.add(FieldError.duplicate(at + ".name", name));
      }
      if (port.get("containerPort").number(0) == 0) {
        errors.add(FieldError.required(at + ".containerPort", ""));
      } else {
        ServiceRules.checkNumber(port.get("containerPort"), at + ".containerPort", errors);
      }
      if (port.get("hostPort").number(0) != 0) {
        ServiceRules.checkNumber(port.get("hostPort"), at + ".hostPort", errors);
      }
      PodRules.one(port, "protocol", at, PROTOCOLS, errors);
    }
  }

  private static void checkEnv(List<Tree> variables, String path, List<FieldError> errors) {
    for (int i = 0; i < variables.size(); i++) {
      String at = path + "[" + i + "]";
      String name = variables.get(i).get("name").text("");
      LabelRules.required(at + ".name", name, NameShapes::variable, errors);
      if (variables.get(i).get("valueFrom").isObject()) {
        checkSource(variables.get(i), at + ".valueFrom", errors);
      }
    }
  }

  private static void checkSource(Tree variable, String path, List<FieldError> errors) {
    Tree from = variable.get("valueFrom");
    long sources = from.fields().values().stream().filter(Tree::isObject).count();
    if (from.get("fieldRef").isObject()) {
      checkField(from.at("fieldRef.fieldPath").text(""), path + ".fieldRef", errors);
    }
    for (String kind : List.of("configMapKeyRef", "secretKeyRef")) {
      if (from.get(kind).isObject()) {
        checkKey(from.get(kind), path + "." + kind, errors);
      }
    }
    if (sources == 0) {
      String rule =
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`";
      errors.add(FieldError.invalid(path, "", rule));
    } else if (!variable.get("value").text("").isEmpty()) {
      String rule = "may not be specified when `value` is not empty";
      errors.add(FieldError.invalid(path, "", rule));
    } else if (sources > 1) {
      errors.add(
          FieldError.invalid(path, "", "may not have more than one field specified at a time"));
    }
  }

  private static void checkField(String field, String path, List<FieldError> errors) {
    String at = path + ".fieldPath";
    if (field.isEmpty()) {
      errors.add(FieldError.required(at, ""));
    } else if (field.equals("status.phase")) {
      errors.add(FieldError.unsupported(at, field, POD_FIELDS));
    } else if (!field.matches("metadata\\.(labels|annotations)\\['.*']")
        && !POD_FIELDS.contains(field)) {
      String rule = "error converting fieldPath: field label not supported: " + field;
      errors.add(FieldError.invalid(at, field, rule));
    }
  }

  private static void checkKey(Tree reference, String path, List<FieldError> errors) {
    String name = reference.get("name").text("");
    LabelRules.add(path + ".name", name, NameShapes.subdomain(name), errors);
    String key = reference.get("key").text("");
    LabelRules.required(path + ".key", key, NameShapes::dataKey, errors);
  }

  private static void checkEnvFrom(List<Tree> all, String path, List<FieldError> errors) {
    for (int i = 0; i < all.size(); i++) {
      String at = path + "[" + i + "]";
      int sources = 0;
      for (String kind : List.of("configMapRef", "secretRef")) {
        Tree source = all.get(i).get(kind);
        if (source.isObject()) {
          sources++;
          String name = source.get("name").text("");
          LabelRules.required(at + "." + kind + ".name", name, NameShapes::subdomain, errors);
        }
      }
      if (sources != 1) {
        errors.add(
            FieldError.invalid(
                path,
                "",
                sources == 0
                    ? "must specify one of: `configMapRef` or `secretRef`"
                    : "may not have more than one field specified at a time"));
      }
    }
  }

  private static void checkMounts(
      List<Tree> mounts, String path, Set<String> volumes, List<FieldError> errors) {
    Set<String> places = new HashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      String at = path + "[" + i + "]";
      String name = mounts.get(i).get("name").text("");
      String place = mounts.get(i).get("mountPath").text("");
      if (name.isEmpty()) {
        errors.add(FieldError.required(at + ".name", ""));
      }
      if (!volumes.contains(name)) {
        errors.add(FieldError.notFound(at + ".name", name));
      }
      if (place.isEmpty()) {
        errors.add(FieldError.required(at + ".mountPath", ""));
      }
      if (!places.add(place)) {
        errors.add(FieldError.invalid(at + ".mountPath", place, "must be unique"));
      }
      PodRules.one(mounts.get(i), "mountPropagation", path, PROPAGATIONS, errors);
      String below = mounts.get(i).get("subPath").text("");
      VolumeRules.localPath(below, path + ".subPath", errors);
    }
  }

  private static void checkResources(Tree resources, String path, List<FieldError> errors) {
    Map<String, Tree> limits = resources.get("limits").fields();
    limits.forEach((name, amount) -> amount(name, amount, path + ".limits", errors));
    resources
        .get("requests")
        .fields()
        .forEach(
            (name, amount) -> {
              amount(name, amount, path + ".requests", errors);
              Tree limit = limits.getOrDefault(name, Tree.MISSING);
              int order = Quantity.of(amount.text("")).compareTo(Quantity.of(limit.text("")));
              if (limit.isPresent() && order > 0) {
                String rule =
                    "must be less than or equal to " + name + " limit of " + limit.text("");
                errors.add(FieldError.invalid(path + ".requests", amount.text(""), rule));
              }
            });
  }

  private static void amount(String name, Tree amount, String path, List<FieldError> errors) {
    String at = path + "[" + name + "]";
    boolean standard = RESOURCES.contains(name) || name.startsWith("hugepages-");
    if (name.indexOf('/') < 0 && !standard) {
      for (String rule : List.of("type or fully qualified", "for containers")) {
        String message = "Invalid value: " + name + ": must be a standard resource " + rule;
        errors.add(new FieldError(at, "FieldValueInvalid", message));
      }
    }
    if (Quantity.of(amount.text("")).signum() < 0) {
      errors.add(FieldError.invalid(at, amount.text(""), NOT_NEGATIVE));
    }
  }

  /** Adds what is wrong with a container's probes; an init container that ends has none. */
  static void checkProbes(Tree container, String path, boolean init, List<FieldError> errors) {
    boolean none = init && !container.get("restartPolicy").text("").equals("Always");
    if (!init && container.get("restartPolicy").isPresent()) {
      String rule = "may not be set for non-init containers";
      errors.add(FieldError.forbidden(path + ".restartPolicy", rule));
    }
    for (String kind : PROBES) {
      Tree probe = container.get(kind);
      String at = path + "." + kind;
      if (probe.isObject() && none) {
        String rule = "may not be set for init containers without restartPolicy=Always";
        errors.add(FieldError.forbidden(at, rule));
      } else if (probe.isObject()) {
        checkProbe(kind, probe, at, errors);
      }
    }
  }

  private static void checkProbe(String kind, Tree probe, String path, List<FieldError> errors) {
    List<String> handlers = HANDLERS.stream().filter(one -> probe.get(one).isObject()).toList();
    if (handlers.isEmpty()) {
      errors.add(FieldError.required(path, HANDLER));
    }
    if (!handlers.isEmpty() && List.of("httpGet", "tcpSocket").contains(handlers.get(0))) {
      String at = path + "." + handlers.get(0);
      ServiceRules.portOrName(probe.get(handlers.get(0)).get("port"), at + ".port", errors);
      List<String> schemes = List.of("HTTP", "HTTPS");
      PodRules.one(probe.get(handlers.get(0)), "scheme", at, schemes, errors);
    }
    handlers.stream()
        .skip(1)
        .forEach(
            one ->
                errors.add(
                    FieldError.forbidden(
                        path + "." + one, "may not specify more than 1 handler type")));
    for (String count : COUNTS) {
      if (probe.get(count).number(0) < 0) {
        errors.add(FieldError.invalid(path + "." + count, probe.get(count), NOT_NEGATIVE));
      }
    }
    long successes = probe.get("successThreshold").number(1);
    if (!kind.equals("readinessProbe") && successes != 1) {
      errors.add(FieldError.invalid(path + ".successThreshold", successes, "must be 1"));
    }
  }
}
