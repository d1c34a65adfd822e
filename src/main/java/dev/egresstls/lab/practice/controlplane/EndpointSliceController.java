package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps one EndpointSlice for each Service that has a selector, with the pods it selects. */
public final class EndpointSliceController implements Controller {
  private static final String SLICES = "endpointslices.discovery.k8s.io";
  private static final String MANAGER = "kube-controller-manager";
  private static final String TRIGGER = "endpoints.kubernetes.io/last-change-trigger-time";

  private final ControllerContext context;
  private final ServicePods services;

  public EndpointSliceController(ControllerContext context) {
    this.context = context;
    this.services = new ServicePods(context.objects());
  }

  @Override
  public void seen(ObjectChange change) {
    Tree object = change.object();
    String namespace = object.at("metadata.namespace").text("");
    switch (change.resource().key()) {
      case "services" -> reconcile(namespace, object.at("metadata.name").text(""));
      case SLICES -> reconcileOwner(object, namespace);
      case "pods" -> services.selecting(object).forEach(this::reconcile);
      default -> {}
    }
  }

  private void reconcileOwner(Tree slice, String namespace) {
    OwnerReferences.controller(slice)
        .ifPresent(owner -> reconcile(namespace, owner.get("name").text("")));
  }

  private void reconcile(String namespace, String name) {
    context
        .objects()
        .get("services", namespace, name)
        .filter(service -> service.at("metadata.deletionTimestamp").isMissing())
        .filter(service -> !service.at("spec.selector").fields().isEmpty())
        .ifPresent(this::reconcile);
  }

  private void reconcile(Tree service) {
    Optional<Tree> slice =
        context.objects().list(SLICES).stream()
            .filter(each -> OwnerReferences.owns(service, each))
            .findFirst();
    List<Tree> pods = services.of(service);
    List<Tree> endpoints = pods.stream().map(EndpointSliceController::endpoint).toList();
    if (slice.isEmpty()) {
      context.objects().create(SLICES, fresh(service, endpoints, ports(service, pods)), MANAGER);
    } else {
      update(slice.get(), endpoints, ports(service, pods));
    }
  }

  private void update(Tree slice, List<Tree> endpoints, List<Tree> ports) {
    context
        .objects()
        .modify(
            SLICES,
            slice.at("metadata.namespace").text(""),
            slice.at("metadata.name").text(""),
            MANAGER,
            now -> {
              Tree changed = now.with("endpoints", endpoints).with("ports", ports);
              return changed.equals(now)
                  ? now
                  : TreeEdit.put(changed, context.now(), "metadata", "annotations", TRIGGER);
            });
  }

  private static Tree endpoint(Tree pod) {
    boolean ready = Conditions.isTrue(pod, "Ready");
    return Tree.object(
        "addresses",
        List.of(pod.at("status.podIP")),
        "conditions",
        Tree.object("ready", ready, "serving", ready, "terminating", false),
        "nodeName",
        pod.at("spec.nodeName"),
        "targetRef",
        ServicePods.reference(pod));
  }

  private static List<Tree> ports(Tree service, List<Tree> pods) {
    List<Tree> all = new ArrayList<>();
    for (Tree port : service.at("spec.ports").items()) {
      ServicePods.target(port, pods)
          .ifPresent(
              number -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("name", port.get("name").text(""));
                shown.put("port", number);
                shown.put("protocol", port.get("protocol").text("TCP"));
                port.get("appProtocol").text().ifPresent(own -> shown.put("appProtocol", own));
                all.add(Tree.of(shown));
              });
    }
    return all;
  }

  private Tree fresh(Tree service, List<Tree> endpoints, List<Tree> ports) {
    Tree metadata =
        Tree.object(
            "generateName", service.at("metadata.name").text("") + "-",
            "namespace", service.at("metadata.namespace"),
            "labels", labels(service),
            "annotations", Map.of(TRIGGER, context.now()),
            "ownerReferences", OwnerReferences.controlledBy(service));
    return Tree.object(
        "apiVersion",
        "discovery.k8s.io/v1",
        "kind",
        "EndpointSlice",
        "metadata",
        metadata,
        "addressType",
        "IPv4",
        "endpoints",
        endpoints,
        "ports",
        ports);
  }

  private static Map<String, Object> labels(Tree service) {
    Map<String, Object> labels = new LinkedHashMap<>(service.at("metadata.labels").fields());
    labels.put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
    labels.put("kubernetes.io/service-name", service.at("metadata.name"));
    if (service.at("spec.clusterIP").text("").equals("None")) {
      labels.put("service.kubernetes.io/headless", "");
    }
    return labels;
  }
}
