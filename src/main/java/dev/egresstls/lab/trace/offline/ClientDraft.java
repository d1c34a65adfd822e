package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Spelling;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.TreeEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the client in a draft, or makes the pod that its Deployment would have. */
final class ClientDraft {
  private static final String UNNAMED = "client";
  private static final String POD_IP = "10.244.0.99";

  private final Draft draft;
  private final String namespace;
  private final Optional<String> named;
  private final Supplier<String> usual;

  /**
   * Looks for a client.
   *
   * @param named the Deployment that the user named; empty for the usual one
   * @param usual gives the name of the Deployment that sends the lab's request; asked only if there
   *     are Deployments among the files
   */
  ClientDraft(Draft draft, String namespace, Optional<String> named, Supplier<String> usual) {
    this.draft = draft;
    this.usual = usual;
    this.namespace = namespace;
    this.named = named;
  }

  /** The name of the client's pod, which is in the draft then. */
  String pod() {
    String name = named.orElseGet(this::usual);
    Optional<Tree> there = DeploymentPods.newest(draft.objects(), namespace, name);
    if (there.isPresent()) {
      return ObjectNames.name(there.get());
    }
    Optional<Tree> deployment = draft.find("Deployment", namespace, name);
    if (deployment.isEmpty() && named.isPresent()) {
      throw missing(name).failure();
    }
    Tree template = deployment.map(one -> one.at("spec.template")).orElse(Tree.MISSING);
    if (deployment.isEmpty()) {
      draft.assume(say("trace.assume.noClient", name));
    } else {
      draft.assume(say("trace.assume.template", name));
    }
    String pod = name + "-of-the-files";
    draft.put(pod(pod, template, injected(template)));
    return pod;
  }

  private String usual() {
    boolean choice =
        draft.all("Deployment").findAny().isPresent() || draft.all("Pod").findAny().isPresent();
    return choice ? usual.get() : UNNAMED;
  }

  private Problem missing(String name) {
    List<String> there = draft.all("Deployment").map(ObjectNames::name).distinct().toList();
    String what = say("trace.files.noDeployment", namespace, name);
    return Spelling.near(name, there)
        .map(near -> Problem.of(Problem.Kind.PRECONDITION, what, "--from deploy/" + near))
        .orElseGet(
            () ->
                Problem.of(
                    Problem.Kind.PRECONDITION,
                    what,
                    say("trace.files.addFile"),
                    say("trace.files.leaveOut")));
  }

  private boolean injected(Tree template) {
    Optional<Tree> home = draft.find("Namespace", "", namespace);
    Injection injection = Injection.of(home, namespace, template);
    draft.assume(injection.sentence());
    return injection.injects();
  }

  private Tree pod(String name, Tree template, boolean injected) {
    List<Tree> containers = new ArrayList<>(template.at("spec.containers").items());
    if (containers.isEmpty()) {
      containers.add(Tree.object("name", UNNAMED));
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
