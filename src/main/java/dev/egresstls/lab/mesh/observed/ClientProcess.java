package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.value.Tree;
import java.util.Optional;

/**
 * The container of a pod that sends requests: the one that {@code
 * kubectl.kubernetes.io/default-container} names, else the first that is not the proxy.
 *
 * @param container the container; missing if the pod has none
 * @param field its path in the pod
 * @param pod the pod
 */
public record ClientProcess(Tree container, String field, Tree pod) {
  private static final String DEFAULT = "kubectl.kubernetes.io/default-container";

  /** The one of a pod. */
  public static ClientProcess of(Tree pod) {
    Tree containers = pod.at("spec.containers");
    String wanted = pod.at("metadata.annotations").get(DEFAULT).text("");
    int found = -1;
    for (int i = containers.items().size() - 1; i >= 0; i--) {
      String name = containers.get(i).get("name").text("");
      boolean named = name.equals(wanted) && !wanted.isEmpty();
      boolean taken = found >= 0 && containers.get(found).get("name").text("").equals(wanted);
      if (!name.equals(Sidecar.NAME) && (named || wanted.isEmpty() || !taken)) {
        found = i;
      }
    }
    return found < 0
        ? new ClientProcess(Tree.MISSING, "spec.containers", pod)
        : new ClientProcess(containers.get(found), "spec.containers[" + found + "]", pod);
  }

  /**
   * The field that makes it run as one of the proxy's own users or groups, whose traffic iptables
   * leaves alone (istio tools/istio-iptables/pkg/capture/run.go {@code --uid-owner}, {@code
   * --gid-owner} @1.31.0).
   */
  public Optional<Because> asProxy(Interception rules, String text) {
    return own(rules.users().contains(id("runAsUser")), "runAsUser", text)
        .or(() -> own(rules.groups().contains(id("runAsGroup")), "runAsGroup", text));
  }

  private Optional<Because> own(boolean is, String setting, String text) {
    return is
        ? Optional.of(new Because(text, ObjectNames.of(pod), place(setting), id(setting)))
        : Optional.empty();
  }

  private String id(String setting) {
    Tree context = own(setting) ? container.get("securityContext") : pod.at("spec.securityContext");
    long number = context.get(setting).number(-1);
    return number < 0 ? "" : String.valueOf(number);
  }

  private boolean own(String setting) {
    return container.at("securityContext." + setting).isPresent();
  }

  private String place(String setting) {
    return (own(setting) ? field + ".securityContext." : "spec.securityContext.") + setting;
  }

  /** A variable of its environment that is written out; empty if it is unset or empty. */
  public Optional<String> variable(String name) {
    return container.get("env").items().stream()
        .filter(variable -> variable.get("name").text("").equals(name))
        .flatMap(variable -> variable.get("value").text().stream())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
