package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps as many pods as each ReplicaSet asks for. */
public final class ReplicaSetController implements Controller {
  private static final String PODS = "pods";
  private static final String MANAGER = "kube-controller-manager";

  /** Whatever may have been in the way of a new pod changes with objects of these types. */
  private static final Set<String> OBSTACLES =
      Set.of(
          "deployments.apps",
          "namespaces",
          "serviceaccounts",
          "mutatingwebhookconfigurations.admissionregistration.k8s.io");

  private final ControllerContext context;

  /** ReplicaSets whose pods were refused, by namespace and name, with the refusal. */
  private final Map<Refused, String> refused = new LinkedHashMap<>();

  private record Refused(String namespace, String name) {}

  public ReplicaSetController(ControllerContext context) {
    this.context = context;
  }

  @Override
  public void seen(ObjectChange change) {
    Tree object = change.object();
    String namespace = object.at("metadata.namespace").text("");
    if (change.resource().key().equals(ReplicaSets.KEY)
        && change.type() != ObjectChange.Type.DELETED) {
      reconcile(namespace, object.at("metadata.name").text(""));
    } else if (change.resource().key().equals(PODS)) {
      OwnerReferences.controller(object)
          .filter(owner -> owner.get("kind").text("").equals("ReplicaSet"))
          .ifPresent(owner -> reconcile(namespace, owner.get("name").text("")));
    } else if (OBSTACLES.contains(change.resource().key())) {
      List.copyOf(refused.keySet()).forEach(set -> reconcile(set.namespace(), set.name()));
    }
  }

  private void reconcile(String namespace, String name) {
    Optional<Tree> found =
        context
            .objects()
            .get(ReplicaSets.KEY, namespace, name)
            .filter(set -> set.at("metadata.deletionTimestamp").isMissing());
    if (found.isEmpty()) {
      refused.remove(new Refused(namespace, name));
    }
    found.ifPresent(this::reconcile);
  }

  private void reconcile(Tree set) {
    List<Tree> pods = pods(set);
    long wanted = set.at("spec.replicas").number(1);
    boolean goesOn = true;
    for (long missing = wanted - pods.size(); missing > 0 && goesOn; missing--) {
      goesOn = attempt(set);
    }
    pods.stream()
        .sorted(Comparator.comparing(pod -> Conditions.isTrue(pod, "Ready")))
        .limit(Math.max(0, pods.size() - wanted))
        .forEach(pod -> delete(set, pod));
    writeStatus(set);
  }

  /** Its pods, without those that are on their way out. */
  private List<Tree> pods(Tree set) {
    return context.objects().list(PODS).stream()
        .filter(pod -> OwnerReferences.owns(set, pod))
        .filter(pod -> pod.at("metadata.deletionTimestamp").isMissing())
        .toList();
  }

  /** Creates a pod; one that is refused is tried again when the obstacle may have gone. */
  private boolean attempt(Tree set) {
    String namespace = set.at("metadata.namespace").text("");
    Refused key = new Refused(namespace, set.at("metadata.name").text(""));
    try {
      create(set);
      refused.remove(key);
      return true;
    } catch (ApiError refusal) {
      String message = "Error creating: " + refusal.getMessage();
      if (!message.equals(refused.put(key, message))) {
        context.warning(set, "replicaset-controller", "FailedCreate", message);
      }
      return false;
    }
  }

  private void create(Tree set) {
    Tree template = set.at("spec.template");
    Map<String, Object> metadata = new LinkedHashMap<>(template.get("metadata").fields());
    metadata.keySet().retainAll(List.of("labels", "annotations"));
    metadata.put("generateName", set.at("metadata.name").text("") + "-");
    metadata.put("namespace", set.at("metadata.namespace"));
    metadata.put("ownerReferences", OwnerReferences.controlledBy(set));
    Tree pod =
        Tree.object(
            "apiVersion", "v1", "kind", "Pod", "metadata", metadata, "spec", template.get("spec"));
    Tree created = context.objects().create(PODS, pod, MANAGER);
    tell(set, "SuccessfulCreate", "Created pod: ", created);
  }

  private void delete(Tree set, Tree pod) {
    String name = pod.at("metadata.name").text("");
    context.objects().delete(PODS, pod.at("metadata.namespace").text(""), name);
    tell(set, "SuccessfulDelete", "Deleted pod: ", pod);
  }

  private void tell(Tree set, String reason, String message, Tree pod) {
    String name = pod.at("metadata.name").text("");
    context.event(set, "replicaset-controller", reason, message + name);
  }

  private void writeStatus(Tree set) {
    List<Tree> pods = pods(set);
    long ready = pods.stream().filter(pod -> Conditions.isTrue(pod, "Ready")).count();
    context
        .objects()
        .modifyStatus(
            ReplicaSets.KEY,
            set.at("metadata.namespace").text(""),
            set.at("metadata.name").text(""),
            MANAGER,
            now -> now.with("status", status(now, pods.size(), ready)));
  }

  private static Map<String, Object> status(Tree set, long pods, long ready) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("replicas", pods);
    if (pods > 0) {
      status.put("fullyLabeledReplicas", pods);
    }
    if (ready > 0) {
      status.put("readyReplicas", ready);
      status.put("availableReplicas", ready);
    }
    status.put("observedGeneration", set.at("metadata.generation").number(1));
    return status;
  }
}
