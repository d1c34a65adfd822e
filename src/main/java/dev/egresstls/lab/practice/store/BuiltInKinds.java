package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.practice.store.fields.BuiltInShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kinds that are there from the start, as {@code kubectl api-resources} of 1.33 lists them. A
 * kind on which nothing here would act is not among them.
 */
public final class BuiltInKinds {
  /** A kind a line: group/version plural Kind scope traits shortNames categories. */
  private static final String TABLE =
      """
      v1 configmaps ConfigMap ns - cm -
      v1 endpoints Endpoints ns - ep -
      v1 events Event ns - ev -
      v1 namespaces Namespace cluster status ns -
      v1 nodes Node cluster status no -
      v1 pods Pod ns status,generation po all
      v1 resourcequotas ResourceQuota ns status quota -
      v1 secrets Secret ns - - -
      v1 serviceaccounts ServiceAccount ns - sa -
      v1 services Service ns status svc all
      admissionregistration.k8s.io/v1 mutatingwebhookconfigurations MutatingWebhookConfiguration \
      cluster generation - api-extensions
      admissionregistration.k8s.io/v1 validatingwebhookconfigurations \
      ValidatingWebhookConfiguration cluster generation - api-extensions
      admissionregistration.k8s.io/v1 validatingadmissionpolicies ValidatingAdmissionPolicy \
      cluster status,generation - api-extensions
      admissionregistration.k8s.io/v1 validatingadmissionpolicybindings \
      ValidatingAdmissionPolicyBinding cluster generation - api-extensions
      apiextensions.k8s.io/v1 customresourcedefinitions CustomResourceDefinition \
      cluster status,generation crd,crds api-extensions
      apps/v1 deployments Deployment ns status,generation,scale deploy all
      apps/v1 replicasets ReplicaSet ns status,generation,scale rs all
      coordination.k8s.io/v1 leases Lease ns - - -
      discovery.k8s.io/v1 endpointslices EndpointSlice ns generation - -
      events.k8s.io/v1 events Event ns - ev -
      networking.k8s.io/v1 networkpolicies NetworkPolicy ns generation netpol -
      rbac.authorization.k8s.io/v1 clusterrolebindings ClusterRoleBinding cluster - - -
      rbac.authorization.k8s.io/v1 clusterroles ClusterRole cluster - - -
      rbac.authorization.k8s.io/v1 rolebindings RoleBinding ns - - -
      rbac.authorization.k8s.io/v1 roles Role ns - - -
      """;

  private BuiltInKinds() {}

  /** All of them. */
  public static List<Served> all() {
    return TABLE.lines().map(line -> served(line.split(" "))).toList();
  }

  private static Served served(String[] column) {
    String[] api = column[0].split("/");
    String group = api.length == 2 ? api[0] : "";
    String kind = column[2];
    List<String> traits = words(column[4]);
    ResourceType type =
        new ResourceType(
            group,
            api[api.length - 1],
            column[1],
            kind,
            kind.toLowerCase(java.util.Locale.ROOT),
            column[3].equals("ns"),
            words(column[5]),
            words(column[6]));
    return new Served(
        type,
        type.version(),
        true,
        new Served.Subresources(traits.contains("status"), traits.contains("scale")),
        generation(traits),
        BuiltInShape.of(kind),
        Optional.empty(),
        List.of());
  }

  private static Served.Generation generation(List<String> traits) {
    return traits.contains("generation") ? Served.Generation.CONTENT : Served.Generation.NONE;
  }

  private static List<String> words(String column) {
    return column.equals("-") ? List.of() : Arrays.asList(column.split(","));
  }
}
