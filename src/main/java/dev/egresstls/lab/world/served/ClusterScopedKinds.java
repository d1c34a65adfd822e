package dev.egresstls.lab.world.served;

import dev.egresstls.lab.value.Tree;
import java.util.Set;

/** Which objects live in no namespace, as far as manifests of a mesh have them. */
public final class ClusterScopedKinds {
  private static final Set<String> CLUSTER =
      Set.of(
          "AdminNetworkPolicy",
          "BaselineAdminNetworkPolicy",
          "CiliumClusterwideNetworkPolicy",
          "GlobalNetworkPolicy",
          "Namespace",
          "Node",
          "CustomResourceDefinition",
          "ClusterRole",
          "ClusterRoleBinding",
          "GatewayClass",
          "MutatingWebhookConfiguration",
          "PersistentVolume",
          "PriorityClass",
          "StorageClass",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding",
          "ValidatingWebhookConfiguration");

  private ClusterScopedKinds() {}

  /** Whether an object's kind has no namespace. */
  public static boolean cluster(Tree object) {
    return cluster(object.get("kind").text(""));
  }

  /** Whether a kind has no namespace. */
  public static boolean cluster(String kind) {
    return CLUSTER.contains(kind);
  }
}
