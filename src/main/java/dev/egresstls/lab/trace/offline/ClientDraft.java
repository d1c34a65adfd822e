package dev.egresstls.lab.trace.offline;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the client in a draft, or makes the pod that its Deployment would have. */
final class ClientDraft {
  private static final String DEFAULT = "curl";
  private static final String POD_IP = "10.244.0.99";

  private final Draft draft;
  private final String namespace;
  private final Optional<String> named;

  /**
   * Looks for a client.
   *
   * @param named the Deployment that the user named; empty for {@code curl}
   */
  ClientDraft(Draft draft, String namespace, Optional<String> named) {
    this.draft = draft;
    this.namespace = namespace;
    this.named = named;
  }

  /** The name of the client's pod, which is in the draft then. */
  String pod() {
    String name = named.orElse(DEFAULT);
    Optional<Tree> there = DeploymentPods.newest(draft.objects(), namespace, name);
    if (there.isPresent()) {
      return Names.name(there.get());
    }
    Optional<Tree> deployment = draft.find("Deployment", namespace, name);
    if (deployment.isEmpty() && named.isPresent()) {
      throw missing(name).failure();
    }
    Tree template = deployment.map(one -> one.at("spec.template")).orElse(Tree.MISSING);
    if (deployment.isEmpty()) {
      draft.assume("the files hold no client, so it is a pod of a Deployment " + name);
    } else {
      draft.assume("the client is a pod as the template of Deployment " + name + " makes it");
    }
    String pod = name + "-of-the-files";
    draft.put(pod(pod, template, injected(template)));
    return pod;
  }

  private Problem missing(String name) {
    List<String> there = draft.all("Deployment").map(Names::name).distinct().toList();
    String what =
        "there is no Deployment " + namespace + "/" + name + " in the files, and no pod of it";
    return Spelling.near(name, there)
        .map(near -> Problem.of(Problem.Kind.PRECONDITION, what, "--from deploy/" + near))
        .orElseGet(
            () ->
                Problem.of(
                    Problem.Kind.PRECONDITION,
                    what,
                    "add the file that has it to --objects",
                    "leave --from out: a client with a sidecar is assumed then"));
  }

  /**
   * Whether the sidecar injector would give the pod a sidecar: the pod's word counts first, then
   * the namespace's label (istio pkg/kube/inject/inject.go injectRequired @1.30.3, and the
   * selectors of istio-discovery/templates/mutatingwebhook.yaml:65-79).
   */
  private boolean injected(Tree template) {
    Optional<String> own = word(template, "labels").or(() -> word(template, "annotations"));
    if (template.at("spec.hostNetwork").isTrue()) {
      draft.assume("it has no sidecar: it is on the node's own network");
      return false;
    }
    if (own.isPresent()) {
      boolean in = own.get().equals("true");
      draft.assume("it has " + (in ? "a" : "no") + " sidecar: sidecar.istio.io/inject says so");
      return in;
    }
    Optional<Tree> home = draft.find("Namespace", "", namespace);
    if (home.isEmpty()) {
      draft.assume("namespace " + namespace + " has istio-injection=enabled, so it has a sidecar");
      return true;
    }
    Tree labels = home.get().at("metadata.labels");
    String injection = labels.get("istio-injection").text("");
    boolean in =
        injection.equals("enabled")
            || injection.isEmpty() && labels.get("istio.io/rev").isPresent();
    draft.assume(
        in
            ? "it has a sidecar: its namespace is labelled for it"
            : "it has no sidecar: namespace " + namespace + " is not labelled for it");
    return in;
  }

  private static Optional<String> word(Tree template, String where) {
    return template.get("metadata").get(where).get("sidecar.istio.io/inject").text();
  }

  private Tree pod(String name, Tree template, boolean injected) {
    List<Tree> containers = new ArrayList<>(template.at("spec.containers").items());
    if (containers.isEmpty()) {
      containers.add(Tree.object("name", DEFAULT));
    }
    if (injected) {
      containers.add(Tree.object("name", "istio-proxy"));
    }
    Tree metadata = template.get("metadata").isObject() ? template.get("metadata") : Tree.object();
    Tree spec = template.get("spec").isObject() ? template.get("spec") : Tree.object();
    Tree ips = Tree.of(List.of(Tree.object("ip", POD_IP)));
    Tree pod =
        Tree.object(
            "apiVersion", "v1",
            "kind", "Pod",
            "metadata", metadata.with("name", name).with("namespace", namespace),
            "spec", spec.with("containers", containers),
            "status", Tree.object("podIP", POD_IP, "podIPs", ips));
    return TreeEdit.drop(pod, "metadata", "generateName");
  }
}
