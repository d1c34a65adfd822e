package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.practice.store.Admission;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.practice.store.Refusals;
import dev.egresstls.lab.practice.store.ResourceType;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;

/**
 * Refuses pods that name what is not there, as the admission plugins ServiceAccount, Priority and
 * RuntimeClass do, and gives the others what their service account has for them.
 */
public final class PodAdmission implements Admission {
  /** The classes that every cluster has; no others can be made here. */
  private static final Map<String, Long> PRIORITIES =
      Map.of("system-cluster-critical", 2_000_000_000L, "system-node-critical", 2_000_001_000L);

  private static final String PREEMPTS = "PreemptLowerPriority";

  private final Objects objects;

  /** Looks service accounts up. */
  public PodAdmission(Objects objects) {
    this.objects = objects;
  }

  @Override
  public Tree admit(ResourceType type, Tree object) {
    if (!type.key().equals("pods")) {
      return object;
    }
    Tree spec = withAccount(type, object);
    spec = withPriority(type, object, spec);
    String runtime = spec.get("runtimeClassName").text("");
    if (!runtime.isEmpty()) {
      throw refused(type, object, "pod rejected: RuntimeClass \"" + runtime + "\" not found");
    }
    if (!spec.get("overhead").fields().isEmpty()) {
      String why =
          "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead";
      throw refused(type, object, why);
    }
    return object.with("spec", spec);
  }

  private static RuntimeException refused(ResourceType type, Tree pod, String why) {
    String prefix = pod.at("metadata.generateName").text("");
    String name = prefix.isEmpty() ? pod.at("metadata.name").text("") : prefix;
    return Refusals.forbidden(type, name, why);
  }

  private Tree withAccount(ResourceType type, Tree pod) {
    Tree spec = pod.get("spec");
    String namespace = pod.at("metadata.namespace").text("");
    String name = spec.get("serviceAccountName").text("default");
    Tree account = objects.get("serviceaccounts", namespace, name).orElse(Tree.MISSING);
    // The default one comes by itself with its namespace, and may be a moment late.
    if (account.isMissing() && !name.equals("default")) {
      String which = namespace + "/" + name + ": serviceaccount \"" + name + "\" not found";
      throw refused(type, pod, "error looking up service account " + which);
    }
    String mount = "automountServiceAccountToken";
    if (spec.get(mount).isMissing() && account.get(mount).text("").equals("false")) {
      spec = spec.with(mount, false);
    }
    List<Tree> secrets = account.get("imagePullSecrets").items();
    boolean lent = spec.get("imagePullSecrets").items().isEmpty() && !secrets.isEmpty();
    return lent ? spec.with("imagePullSecrets", secrets) : spec;
  }

  private static Tree withPriority(ResourceType type, Tree pod, Tree spec) {
    String name = spec.get("priorityClassName").text("");
    if (!name.isEmpty() && !PRIORITIES.containsKey(name)) {
      throw refused(type, pod, "no PriorityClass with name " + name + " was found");
    }
    long priority = PRIORITIES.getOrDefault(name, 0L);
    long given = spec.get("priority").number(0);
    String computed =
        " must not be provided in pod spec; priority admission controller computed %s from the"
            + " given PriorityClass name";
    if (given != 0 && given != priority) {
      String what = "the integer value of priority (" + given + ")";
      throw refused(type, pod, what + computed.formatted(priority));
    }
    String policy = spec.get("preemptionPolicy").text(PREEMPTS);
    if (!policy.equals(PREEMPTS)) {
      String what = "the string value of PreemptionPolicy (" + policy + ")";
      throw refused(type, pod, what + computed.formatted(PREEMPTS));
    }
    return spec.with("priority", priority);
  }
}
