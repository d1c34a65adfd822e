package dev.egresstls.lab.world.kube;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tool that makes clusters on one machine, and how it names their nodes.
 *
 * @param name as people know it
 * @param context what the context of its cluster is called, by the cluster's name
 * @param prefix contexts that begin so claim to be of this tool
 * @param cluster the cluster that a node is of; empty for a node of something else
 */
record LocalTool(
    String name,
    Function<String, String> context,
    String prefix,
    Function<Tree, Optional<String>> cluster) {
  /** kind pkg/cluster/internal/kubeadm/config.go: kind://PROVIDER/CLUSTER/NODE. */
  private static final Pattern KIND = Pattern.compile("kind://[^/]+/([^/]+)/([^/]+)");

  private static final Pattern KIND_NODE = Pattern.compile("-(control-plane|worker)[0-9]*");

  /** k3s pkg/cloudprovider: k3s://NODE; k3d pkg/client/cluster.go: k3d-CLUSTER-ROLE-NUMBER. */
  private static final Pattern K3D = Pattern.compile("k3d-(.+)-(server|agent)-[0-9]+");

  private static final Pattern MINIKUBE_NODE = Pattern.compile("(-m[0-9]+)?");
  private static final String MINIKUBE = "minikube.k8s.io/name";
  private static final String K3S = "k3s://";
  private static final String DESKTOP = "docker-desktop";
  private static final String RANCHER = "rancher-desktop";

  /** Docker Desktop goes before kind, by which it may make its cluster. */
  private static final List<LocalTool> ALL =
      List.of(
          new LocalTool("Docker Desktop", any -> DESKTOP, DESKTOP, LocalTool::dockerDesktop),
          new LocalTool("kind", "kind-"::concat, "kind-", LocalTool::kind),
          new LocalTool("k3d", "k3d-"::concat, "k3d-", LocalTool::k3d),
          new LocalTool("minikube", profile -> profile, "minikube", LocalTool::minikube),
          new LocalTool("Rancher Desktop", any -> RANCHER, RANCHER, LocalTool::rancherDesktop));

  /** A cluster that a tool made: all its nodes say so, and name the same cluster. */
  record Made(LocalTool by, String cluster) {
    String tool() {
      return by.name();
    }

    /** Whether the context's name, if it claims to be of a tool, is the one that the tool gives. */
    boolean agreesWith(String contextName) {
      return ALL.stream().noneMatch(tool -> contextName.startsWith(tool.prefix()))
          || contextName.equals(by.context().apply(cluster));
    }
  }

  /** What made these nodes; empty if no tool made all of them, or there is none. */
  static Optional<Made> madeBy(List<Tree> nodes) {
    return nodes.isEmpty()
        ? Optional.empty()
        : ALL.stream().flatMap(tool -> tool.made(nodes).stream()).findFirst();
  }

  private Optional<Made> made(List<Tree> nodes) {
    List<Optional<String>> named = nodes.stream().map(cluster).distinct().toList();
    return named.size() == 1
        ? named.get(0).map(one -> new Made(this, Neutral.line(one)))
        : Optional.empty();
  }

  /** Whether a local tool gives such IDs; k3s does so in production, too. */
  static boolean isOfLocalTool(String providerId) {
    return providerId.startsWith("kind://") || providerId.startsWith(K3S);
  }

  private static String nodeName(Tree node) {
    return node.at("metadata.name").text("");
  }

  private static String provider(Tree node) {
    return node.at("spec.providerID").text("");
  }

  private static Optional<String> kind(Tree node) {
    Matcher id = KIND.matcher(provider(node));
    return id.matches()
            && id.group(2).equals(nodeName(node))
            && isOf(nodeName(node), id.group(1), KIND_NODE)
        ? Optional.of(id.group(1))
        : Optional.empty();
  }

  private static boolean isOf(String node, String cluster, Pattern rest) {
    return node.startsWith(cluster) && rest.matcher(node.substring(cluster.length())).matches();
  }

  private static Optional<String> k3d(Tree node) {
    Matcher name = K3D.matcher(nodeName(node));
    return name.matches() && provider(node).equals(K3S + nodeName(node))
        ? Optional.of(name.group(1))
        : Optional.empty();
  }

  /** It labels every node with its profile, and names nodes by it; they have no provider. */
  private static Optional<String> minikube(Tree node) {
    return node.at("metadata.labels")
        .get(MINIKUBE)
        .text()
        .filter(profile -> provider(node).isEmpty())
        .filter(profile -> isOf(nodeName(node), profile, MINIKUBE_NODE));
  }

  private static Optional<String> dockerDesktop(Tree node) {
    boolean kubeadm =
        nodeName(node).equals(DESKTOP)
            && provider(node).isEmpty()
            && node.at("status.nodeInfo.osImage").text("").equals("Docker Desktop");
    return kubeadm || kind(node).filter("desktop"::equals).isPresent()
        ? Optional.of(DESKTOP)
        : Optional.empty();
  }

  /** The machine that Lima makes for it; in WSL the node is called as the computer is. */
  private static Optional<String> rancherDesktop(Tree node) {
    String name = "lima-" + RANCHER;
    return nodeName(node).equals(name) && provider(node).equals(K3S + name)
        ? Optional.of(RANCHER)
        : Optional.empty();
  }
}
