package dev.egresstls.lab.classroom;

import dev.egresstls.lab.check.MeshView;
import dev.egresstls.lab.doctor.StepAccess;
import dev.egresstls.lab.experiment.NeededAccess;
import dev.egresstls.lab.lab.Fault;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Turn;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.lab.WhatIf;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Access;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.kube.rest.ApiResource;
import dev.egresstls.lab.world.kube.rest.ApiResources;
import dev.egresstls.lab.world.served.ClusterScopedKinds;
import dev.egresstls.lab.world.served.ServedKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a learner must be allowed to do, as rules of RBAC: taken from what the lab's own steps,
 * what-ifs and faults do and what the lab reads, so that the two cannot drift apart. What changes
 * anything outside of the learner's namespace is the trainer's, and is left out.
 */
public final class LearnerAccess {
  private static final String ISTIO = "istio-system";
  private static final List<String> LOOK = List.of("get", "list", "watch");
  private static final Set<String> WRITES = Set.of("create", "patch", "delete", "update");

  /** Resources by API group, with their verbs. */
  private static final class Rules {
    private final Map<String, Map<String, Set<String>>> verbs = new TreeMap<>();

    void add(String group, String resource, List<String> more) {
      verbs
          .computeIfAbsent(group, key -> new TreeMap<>())
          .computeIfAbsent(resource, key -> new TreeSet<>())
          .addAll(more);
    }

    /** What is written is looked at before, and deleted when it is undone. */
    void complete() {
      verbs
          .values()
          .forEach(
              resources ->
                  resources.forEach(
                      (resource, all) -> {
                        if (!resource.contains("/") && all.stream().anyMatch(WRITES::contains)) {
                          all.addAll(List.of("get", "delete"));
                        }
                      }));
    }

    /** One rule for all resources of a group that share their verbs. */
    List<Tree> trees() {
      List<Tree> rules = new ArrayList<>();
      verbs.forEach(
          (group, resources) -> {
            Map<Set<String>, List<String>> shared = new LinkedHashMap<>();
            resources.forEach(
                (resource, all) ->
                    shared.computeIfAbsent(all, key -> new ArrayList<>()).add(resource));
            shared.forEach((all, names) -> rules.add(rule(group, names, List.copyOf(all))));
          });
      return rules;
    }
  }

  private final Rules own = new Rules();
  private final Rules mesh = new Rules();
  private final Rules cluster = new Rules();
  private final List<Tree> ofKubeSystem = new ArrayList<>();
  private final String namespace;

  private LearnerAccess(String namespace) {
    this.namespace = namespace;
  }

  /** What a lab needs in the namespace that its values name. */
  public static LearnerAccess of(Lab lab, Vars vars) {
    LearnerAccess all = new LearnerAccess(vars.text("ns").orElse("default"));
    MeshView.queries(lab, vars).forEach(all::reads);
    Vars filled = vars.has("ips") ? vars : vars.with("ips", List.of("192.0.2.1"));
    lab.steps().forEach(step -> StepAccess.of(step, filled, label -> true).forEach(all::does));
    NeededAccess.of(turns(lab), filled).forEach(all::does);
    all.ofTheLabItself();
    all.own.complete();
    return all;
  }

  private static List<Turn> turns(Lab lab) {
    List<Turn> turns = new ArrayList<>();
    lab.whatIfs().stream().map(WhatIf::turns).forEach(turns::addAll);
    lab.faults().stream().map(Fault::turns).forEach(turns::addAll);
    return turns;
  }

  /** Its Lease and its progress, what shows a rollout, and what `describe` and `sh` ask for. */
  private void ofTheLabItself() {
    own.add("coordination.k8s.io", "leases", List.of("create", "get", "patch", "delete"));
    own.add("", "configmaps", List.of("get", "patch"));
    own.add("", "events", List.of("list"));
    own.add("apps", "replicasets", List.of("get", "list"));
    own.add("", "pods/portforward", List.of("create", "get"));
    cluster.add("", "namespaces", List.of("get"));
  }

  private void does(Access access) {
    Optional<String> in = access.namespace();
    List<String> verb = List.of(access.verb());
    boolean reads = LOOK.contains(access.verb());
    if (in.equals(Optional.of(namespace))) {
      own.add(access.group(), access.resource(), verb);
    } else if (reads && in.equals(Optional.of(ISTIO))) {
      mesh.add(access.group(), access.resource(), verb);
    } else if (reads && in.isEmpty()) {
      cluster.add(access.group(), access.resource(), verb);
    }
  }

  private void reads(Query query) {
    String group =
        query.apiVersion().contains("/")
            ? query.apiVersion().substring(0, query.apiVersion().indexOf('/'))
            : "";
    String resource = plural(query);
    Optional<String> in = query.namespace();
    if (ClusterScopedKinds.cluster(query.kind())) {
      cluster.add(group, resource, LOOK);
    } else if (in.isPresent() && !in.get().equals(namespace) && !in.get().equals(ISTIO)) {
      Tree rule = rule(group, List.of(resource), LOOK);
      ofKubeSystem.add(rule.with("resourceNames", List.of(query.name().orElseThrow())));
    } else {
      if (!in.equals(Optional.of(ISTIO))) {
        own.add(group, resource, LOOK);
      }
      if (!in.equals(Optional.of(namespace))) {
        mesh.add(group, resource, LOOK);
      }
    }
  }

  private static String plural(Query query) {
    return ApiResources.byHeart(query.apiVersion(), query.kind())
        .map(ApiResource::plural)
        .orElseGet(() -> plural(query.kind().toLowerCase(Locale.ROOT)));
  }

  /** As CustomResourceDefinitions spell it, which is English. */
  private static String plural(String word) {
    if (word.matches(".*[^aeiou]y")) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    return word.matches(".*(s|x|ch)") ? word + "es" : word + "s";
  }

  private static Tree rule(String group, List<String> resources, List<String> verbs) {
    return Tree.object("apiGroups", List.of(group), "resources", resources, "verbs", verbs);
  }

  /** The rules in the learner's namespace. */
  public List<Tree> own() {
    return own.trees();
  }

  /** The rules in istio-system. */
  public List<Tree> mesh() {
    return mesh.trees();
  }

  /** The rules for the whole cluster, which only look. */
  public List<Tree> cluster() {
    return cluster.trees();
  }

  /** The rules in kube-system: how the cluster resolves names. */
  public List<Tree> kubeSystem() {
    return List.copyOf(ofKubeSystem);
  }

  /** Whether objects of a kind may be listed in a namespace. */
  public boolean lists(String in, ServedKind kind) {
    Rules rules = !kind.namespaced() ? cluster : in.equals(namespace) ? own : mesh;
    return rules
        .verbs
        .getOrDefault(kind.group(), Map.of())
        .getOrDefault(kind.plural(), Set.of())
        .contains("list");
  }
}
