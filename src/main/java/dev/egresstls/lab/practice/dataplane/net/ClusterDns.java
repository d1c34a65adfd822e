package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.practice.controlplane.Controller;
import dev.egresstls.lab.practice.controlplane.ControllerContext;
import dev.egresstls.lab.practice.store.ObjectChange;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sets up CoreDNS with the first node, as kubeadm does inside kind's: a Deployment, the Service
 * {@code kube-system/kube-dns}, and the ConfigMap of what names outside stand for.
 */
public final class ClusterDns implements Controller {
  /** Where every pod sends its questions, as kind sets it up. */
  static final String ADDRESS = "10.96.0.10";

  private static final String NAMESPACE = PublicNames.NAMESPACE;
  private static final String MANAGER = "kubeadm";
  private static final String IMAGE = "coredns/coredns:1.12.0";
  private static final Map<String, String> LABELS = Map.of("k8s-app", "kube-dns");

  private final ControllerContext context;
  private final Outside outside;

  /** Sets up DNS that knows hosts outside. */
  public ClusterDns(ControllerContext context, Outside outside) {
    this.context = context;
    this.outside = outside;
  }

  @Override
  public void seen(ObjectChange change) {
    boolean node = change.resource().key().equals("nodes");
    if (!node || change.type() != ObjectChange.Type.ADDED) {
      return;
    }
    Map<String, Object> table = new TreeMap<>();
    outside.hosts().forEach(host -> table.put(host.name(), String.join(",", host.addresses())));
    Tree names = Tree.object("data", Tree.of(table));
    createOnce("configmaps", "v1", "ConfigMap", PublicNames.TABLE, names);
    createOnce("serviceaccounts", "v1", "ServiceAccount", "coredns", Tree.object());
    createOnce("services", "v1", "Service", "kube-dns", service());
    createOnce("deployments.apps", "apps/v1", "Deployment", "coredns", deployment());
  }

  private void createOnce(String key, String apiVersion, String kind, String name, Tree rest) {
    if (context.objects().get(key, NAMESPACE, name).isPresent()) {
      return;
    }
    Tree metadata = Tree.object("name", name, "namespace", NAMESPACE);
    boolean labelled = rest.get("spec").isPresent();
    Tree object =
        Tree.object(
            "apiVersion",
            apiVersion,
            "kind",
            kind,
            "metadata",
            labelled ? metadata.with("labels", LABELS) : metadata);
    for (Map.Entry<String, Tree> member : rest.fields().entrySet()) {
      object = object.with(member.getKey(), member.getValue());
    }
    context.objects().create(key, object, MANAGER);
  }

  private static Tree service() {
    List<Tree> ports =
        List.of(
            port("dns", "port", 53, "UDP").with("targetPort", 53),
            port("dns-tcp", "port", 53, "TCP").with("targetPort", 53),
            port("metrics", "port", 9153, "TCP").with("targetPort", 9153));
    return Tree.object(
        "spec", Tree.object("clusterIP", ADDRESS, "selector", LABELS, "ports", ports));
  }

  private static Tree port(String name, String field, int number, String protocol) {
    return Tree.object("name", name, field, number, "protocol", protocol);
  }

  private static Tree deployment() {
    Tree pod =
        Tree.object(
            "serviceAccountName", "coredns",
            "dnsPolicy", "Default",
            "containers", List.of(container()));
    Tree template = Tree.object("metadata", Tree.object("labels", LABELS), "spec", pod);
    return Tree.object(
        "spec",
        Tree.object(
            "replicas", 2, "selector", Tree.object("matchLabels", LABELS), "template", template));
  }

  private static Tree container() {
    Tree probe = Tree.object("path", "/ready", "port", 8181, "scheme", "HTTP");
    List<Tree> ports =
        List.of(
            port("dns", "containerPort", 53, "UDP"),
            port("dns-tcp", "containerPort", 53, "TCP"),
            port("metrics", "containerPort", 9153, "TCP"));
    return Tree.object(
        "name",
        "coredns",
        "image",
        IMAGE,
        "args",
        List.of("-conf", "/etc/coredns/Corefile"),
        "ports",
        ports,
        "readinessProbe",
        Tree.object("httpGet", probe));
  }
}
