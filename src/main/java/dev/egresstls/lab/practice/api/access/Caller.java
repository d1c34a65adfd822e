package dev.egresstls.lab.practice.api.access;

import java.util.List;

/**
 * Who sends a request.
 *
 * @param name such as {@code system:serviceaccount:class-01:learner}
 * @param groups such as {@code system:authenticated}
 */
public record Caller(String name, List<String> groups) {
  private static final String MASTERS = "system:masters";
  private static final String AUTHENTICATED = "system:authenticated";
  private static final String ACCOUNT = "system:serviceaccount:";

  /** Whoever has the kubeconfig of the cluster. */
  public static final Caller ADMIN =
      new Caller("kubernetes-admin", List.of(MASTERS, AUTHENTICATED));

  public Caller {
    groups = List.copyOf(groups);
  }

  /** A service account. */
  static Caller account(String namespace, String name) {
    return new Caller(
        ACCOUNT + namespace + ":" + name,
        List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, AUTHENTICATED));
  }

  /** Whoever an administrator acts as, by {@code kubectl --as} and {@code --as-group}. */
  static Caller named(String name, List<String> groups) {
    String[] parts = name.split(":");
    if (name.startsWith(ACCOUNT) && parts.length == 4 && groups.isEmpty()) {
      return account(parts[2], parts[3]);
    }
    List<String> all = new java.util.ArrayList<>(groups);
    all.add(AUTHENTICATED);
    return new Caller(name, all);
  }

  /** Whether everything is allowed, whatever the roles say. */
  boolean isMaster() {
    return groups.contains(MASTERS);
  }
}
