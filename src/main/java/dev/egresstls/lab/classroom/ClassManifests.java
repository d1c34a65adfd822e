package dev.egresstls.lab.classroom;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects that a trainer applies for a class, in the order in which they can be created. */
public final class ClassManifests {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String RBAC_V1 = RBAC + "/v1";

  /** What a learner's namespace may hold: the tutorial's objects, and room for what-ifs. */
  private static final Tree QUOTA =
      Tree.object(
          "pods", "8",
          "services", "10",
          "services.loadbalancers", "0",
          "services.nodeports", "0",
          "configmaps", "20",
          "secrets", "10",
          "count/deployments.apps", "6");

  private final ClassPlan plan;
  private final List<Tree> all = new ArrayList<>();

  private ClassManifests(ClassPlan plan) {
    this.plan = plan;
  }

  /** All of them. */
  public static List<Tree> of(ClassPlan plan, Lab lab) {
    return new ClassManifests(plan).all(lab);
  }

  private List<Tree> all(Lab lab) {
    LearnerAccess any = access(lab, plan.learners().get(0).namespace());
    String course = plan.course();
    all.add(object("v1", "Namespace", "", course));
    all.add(object("v1", "ConfigMap", course, ClassNames.NEWS).with("data", Tree.object()));
    all.add(roster(lab));
    for (ClassPlan.Learner learner : plan.learners()) {
      learner(learner.namespace(), lab);
    }
    role("ClusterRole", "", course + "-reader", any.cluster());
    binding("ClusterRoleBinding", "", course + "-reader", "ClusterRole", subjects());
    readers("istio-system", any.mesh());
    readers("kube-system", any.kubeSystem());
    Tree news =
        Tree.object(
            "apiGroups",
            List.of(""),
            "resources",
            List.of("configmaps"),
            "resourceNames",
            List.of(ClassNames.NEWS),
            "verbs",
            List.of("get", "list", "watch"));
    readers(course, List.of(news));
    return List.copyOf(all);
  }

  private static LearnerAccess access(Lab lab, String namespace) {
    return LearnerAccess.of(lab, Vars.of(lab, Map.of("ns", namespace)));
  }

  private void learner(String namespace, Lab lab) {
    Tree made = object("v1", "Namespace", "", namespace);
    Tree labels = made.at("metadata.labels").with("istio-injection", "enabled");
    all.add(made.with("metadata", made.get("metadata").with("labels", labels)));
    Tree hosts = Tree.object("hosts", List.of("./*", "istio-system/*"));
    all.add(
        object("networking.istio.io/v1", "Sidecar", namespace, "default")
            .with("spec", Tree.object("egress", List.of(hosts))));
    all.add(
        object("v1", "ResourceQuota", namespace, "class").with("spec", Tree.object("hard", QUOTA)));
    all.add(object("v1", "ConfigMap", namespace, ClassNames.PROGRESS).with("data", Tree.object()));
    all.add(object("v1", "ServiceAccount", namespace, ClassNames.ACCOUNT));
    role("Role", namespace, ClassNames.ACCOUNT, access(lab, namespace).own());
    binding("RoleBinding", namespace, ClassNames.ACCOUNT, "Role", List.of(subject(namespace)));
  }

  private void readers(String namespace, List<Tree> rules) {
    String name = plan.course() + "-reader";
    role("Role", namespace, name, rules);
    binding("RoleBinding", namespace, name, "Role", subjects());
  }

  private void role(String kind, String namespace, String name, List<Tree> rules) {
    all.add(object(RBAC_V1, kind, namespace, name).with("rules", rules));
  }

  private void binding(
      String kind, String namespace, String name, String role, List<Tree> subjects) {
    all.add(
        object(RBAC_V1, kind, namespace, name)
            .with("roleRef", Tree.object("apiGroup", RBAC, "kind", role, "name", name))
            .with("subjects", subjects));
  }

  private List<Tree> subjects() {
    return plan.namespaces().stream().map(ClassManifests::subject).toList();
  }

  private static Tree subject(String namespace) {
    return Tree.object(
        "kind", "ServiceAccount", "name", ClassNames.ACCOUNT, "namespace", namespace);
  }

  private Tree object(String apiVersion, String kind, String namespace, String name) {
    Tree metadata = Tree.object("name", name);
    if (!namespace.isEmpty()) {
      metadata = metadata.with("namespace", namespace);
    }
    Tree labels = Tree.object(ClassNames.LABEL, plan.course());
    return Tree.object(
        "apiVersion", apiVersion, "kind", kind, "metadata", metadata.with("labels", labels));
  }

  private Tree roster(Lab lab) {
    Map<String, String> names = new LinkedHashMap<>();
    plan.learners().forEach(one -> names.put(one.namespace(), one.name()));
    Tree made = object("v1", "ConfigMap", plan.course(), ClassNames.ROSTER);
    Tree about = Tree.object(ClassNames.LAB, lab.id());
    return made.with("metadata", made.get("metadata").with("annotations", about))
        .with("data", Tree.of(names));
  }
}
