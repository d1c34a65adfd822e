package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ReplicaSets of one Deployment: the one with its template, and those from before. */
final class ReplicaSets {
  static final String KEY = "replicasets.apps";
  static final String REVISION = "deployment.kubernetes.io/revision";
  private static final String MANAGER = "kube-controller-manager";

  private final ControllerContext context;
  private final Tree deployment;
  private final List<Tree> owned;

  private ReplicaSets(ControllerContext context, Tree deployment) {
    this.context = context;
    this.deployment = deployment;
    this.owned =
        context.objects().list(KEY).stream()
            .filter(set -> OwnerReferences.owns(deployment, set))
            .toList();
  }

  static ReplicaSets of(ControllerContext context, Tree deployment) {
    return new ReplicaSets(context, deployment);
  }

  /** The one whose template is the Deployment's. */
  Optional<Tree> current() {
    Tree template = deployment.at("spec.template");
    return owned.stream()
        .filter(set -> TemplateHash.stripped(set.at("spec.template")).equals(template))
        .findFirst();
  }

  /** Those with other templates. */
  List<Tree> old() {
    String name = current().map(set -> set.at("metadata.name").text("")).orElse("");
    return owned.stream().filter(set -> !set.at("metadata.name").text("").equals(name)).toList();
  }

  /** The sum of a number over some ReplicaSets. */
  static long sum(List<Tree> sets, String path) {
    return sets.stream().mapToLong(set -> set.at(path).number(0)).sum();
  }

  List<Tree> all() {
    return owned;
  }

  /** The revision that the current ReplicaSet has, or would get. */
  String revision() {
    long newest = owned.stream().mapToLong(ReplicaSets::revisionOf).max().orElse(0);
    long old = old().stream().mapToLong(ReplicaSets::revisionOf).max().orElse(0);
    boolean leads = current().map(set -> revisionOf(set) > old).orElse(false);
    return String.valueOf(leads ? newest : newest + 1);
  }

  private static long revisionOf(Tree set) {
    String text = set.get("metadata").get("annotations").get(REVISION).text("0");
    return text.chars().allMatch(Character::isDigit) ? Long.parseLong(text) : 0;
  }

  /** Creates the ReplicaSet of the Deployment's template. */
  void create(long replicas) {
    Tree template = deployment.at("spec.template");
    String hash = TemplateHash.of(template);
    String name = deployment.at("metadata.name").text("") + "-" + hash;
    Tree metadata =
        Tree.object(
            "name", name,
            "namespace", deployment.at("metadata.namespace"),
            "labels", template.at("metadata.labels").with(TemplateHash.LABEL, hash),
            "annotations", annotations(),
            "ownerReferences", OwnerReferences.controlledBy(deployment));
    Tree spec =
        Tree.object(
            "replicas", replicas,
            "selector", TemplateHash.labelled(deployment.at("spec.selector"), hash, "matchLabels"),
            "template", TemplateHash.labelled(template, hash, "metadata", "labels"));
    Tree set =
        Tree.object(
            "apiVersion", "apps/v1", "kind", "ReplicaSet", "metadata", metadata, "spec", spec);
    context.objects().create(KEY, set, MANAGER);
    scaled("up", name, 0, replicas);
  }

  private Map<String, Object> annotations() {
    String replicas = deployment.at("spec.replicas").text("1");
    return Map.of(
        REVISION,
        revision(),
        "deployment.kubernetes.io/desired-replicas",
        replicas,
        "deployment.kubernetes.io/max-replicas",
        String.valueOf(Long.parseLong(replicas) + RollingUpdate.of(deployment).surge()));
  }

  /** Gives the current ReplicaSet the newest revision, after a rollback to its template. */
  void markRevision(Tree set) {
    String revision = revision();
    context
        .objects()
        .modify(
            KEY,
            set.at("metadata.namespace").text(""),
            set.at("metadata.name").text(""),
            MANAGER,
            now -> TreeEdit.put(now, revision, "metadata", "annotations", REVISION));
  }

  /** Sets how many pods a ReplicaSet shall have. */
  void scale(Tree set, long replicas) {
    long before = set.at("spec.replicas").number(0);
    if (before == replicas) {
      return;
    }
    String name = set.at("metadata.name").text("");
    context
        .objects()
        .modify(
            KEY,
            set.at("metadata.namespace").text(""),
            name,
            MANAGER,
            now -> TreeEdit.put(now, replicas, "spec", "replicas"));
    scaled(replicas > before ? "up" : "down", name, before, replicas);
  }

  private void scaled(String way, String name, long from, long to) {
    context.event(
        deployment,
        "deployment-controller",
        "ScalingReplicaSet",
        "Scaled " + way + " replica set " + name + " from " + from + " to " + to);
  }
}
