package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the Endpoints of each Service that has a selector, and copies those that someone wrote for
 * a Service without one to an EndpointSlice.
 */
public final class EndpointsController implements Controller {
  private static final String KEY = "endpoints";
  private static final String SLICES = "endpointslices.discovery.k8s.io";
  private static final String MANAGER = "kube-controller-manager";
  private static final String SKIP = "endpointslice.kubernetes.io/skip-mirror";

  private final ControllerContext context;
  private final ServicePods services;

  public EndpointsController(ControllerContext context) {
    this.context = context;
    this.services = new ServicePods(context.objects());
  }

  @Override
  public void seen(ObjectChange change) {
    Tree object = change.object();
    String namespace = object.at("metadata.namespace").text("");
    String name = object.at("metadata.name").text("");
    boolean deleted = change.type() == ObjectChange.Type.DELETED;
    switch (change.resource().key()) {
      case "services" -> {
        if (deleted) {
          context.objects().delete(KEY, namespace, name);
        } else {
          reconcile(namespace, name);
        }
      }
      case KEY -> reconcile(namespace, name);
      case "pods" ->
          services
              .selecting(object)
              .forEach(one -> reconcile(namespace, one.at("metadata.name").text("")));
      default -> {}
    }
  }

  private void reconcile(String namespace, String name) {
    Optional<Tree> service = context.objects().get("services", namespace, name);
    if (service.isEmpty() || service.get().at("metadata.deletionTimestamp").isPresent()) {
      return;
    }
    if (!service.get().at("spec.selector").fields().isEmpty()) {
      make(service.get(), namespace, name);
    } else {
      context.objects().get(KEY, namespace, name).ifPresent(this::mirror);
    }
  }

  private void make(Tree service, String namespace, String name) {
    List<Tree> pods = services.of(service);
    List<Tree> subsets = pods.isEmpty() ? List.of() : List.of(subset(service, pods));
    if (context.objects().get(KEY, namespace, name).isPresent()) {
      context.objects().modify(KEY, namespace, name, MANAGER, now -> now.with("subsets", subsets));
      return;
    }
    Map<String, Object> labels = new LinkedHashMap<>(service.at("metadata.labels").fields());
    labels.put("endpoints.kubernetes.io/managed-by", "endpoint-controller");
    Tree metadata = Tree.object("name", name, "namespace", namespace, "labels", labels);
    context.objects().create(KEY, Tree.object("metadata", metadata, "subsets", subsets), MANAGER);
  }

  private static Tree subset(Tree service, List<Tree> pods) {
    Map<String, Object> subset = new LinkedHashMap<>();
    for (boolean ready : List.of(true, false)) {
      List<Tree> some =
          pods.stream()
              .filter(pod -> Conditions.isTrue(pod, "Ready") == ready)
              .map(EndpointsController::address)
              .toList();
      if (!some.isEmpty()) {
        subset.put(ready ? "addresses" : "notReadyAddresses", some);
      }
    }
    List<Tree> ports =
        service.at("spec.ports").items().stream()
            .flatMap(
                port ->
                    ServicePods.target(port, pods).stream().mapToObj(number -> port(port, number)))
            .toList();
    subset.put("ports", ports);
    return Tree.of(subset);
  }

  private static Tree port(Tree port, long number) {
    Tree shown = Tree.object("port", number, "protocol", port.get("protocol").text("TCP"));
    if (port.get("appProtocol").isPresent()) {
      shown = shown.with("appProtocol", port.get("appProtocol"));
    }
    return port.get("name").isPresent() ? shown.with("name", port.get("name")) : shown;
  }

  private static Tree address(Tree pod) {
    return Tree.object(
        "ip",
        pod.at("status.podIP"),
        "nodeName",
        pod.at("spec.nodeName"),
        "targetRef",
        ServicePods.reference(pod));
  }

  private void mirror(Tree endpoints) {
    if (endpoints.at("metadata.labels").get(SKIP).text("").equals("true")) {
      return;
    }
    List<Tree> subsets = endpoints.get("subsets").items();
    List<Tree> old =
        context.objects().list(SLICES).stream()
            .filter(slice -> OwnerReferences.owns(endpoints, slice))
            .toList();
    for (int i = 0; i < subsets.size(); i++) {
      Tree fresh = slice(endpoints, subsets.get(i));
      if (i < old.size()) {
        context
            .objects()
            .modify(
                SLICES,
                fresh.at("metadata.namespace").text(""),
                old.get(i).at("metadata.name").text(""),
                MANAGER,
                now ->
                    now.with("endpoints", fresh.get("endpoints"))
                        .with("ports", fresh.get("ports")));
      } else {
        context.objects().create(SLICES, fresh, MANAGER);
      }
    }
    old.stream()
        .skip(subsets.size())
        .forEach(
            slice ->
                context
                    .objects()
                    .delete(
                        SLICES,
                        slice.at("metadata.namespace").text(""),
                        slice.at("metadata.name").text("")));
  }

  private static Tree slice(Tree endpoints, Tree subset) {
    Map<String, Object> labels = new LinkedHashMap<>(endpoints.at("metadata.labels").fields());
    labels.put(
        "endpointslice.kubernetes.io/managed-by", "endpointslicemirroring-controller.k8s.io");
    labels.put("kubernetes.io/service-name", endpoints.at("metadata.name"));
    Tree metadata =
        Tree.object(
            "generateName",
            endpoints.at("metadata.name").text("") + "-",
            "namespace",
            endpoints.at("metadata.namespace"),
            "labels",
            labels,
            "ownerReferences",
            OwnerReferences.controlledBy(endpoints));
    List<Tree> all =
        Stream.of("addresses", "notReadyAddresses")
            .flatMap(
                field ->
                    subset.get(field).items().stream()
                        .map(one -> endpoint(one, field.equals("addresses"))))
            .toList();
    boolean six = subset.at("addresses[0].ip").text("").contains(":");
    return Tree.object(
        "metadata",
        metadata,
        "addressType",
        six ? "IPv6" : "IPv4",
        "endpoints",
        all,
        "ports",
        subset.get("ports").items());
  }

  private static Tree endpoint(Tree address, boolean ready) {
    return Tree.object(
        "addresses", List.of(address.get("ip")), "conditions", Tree.object("ready", ready));
  }
}
