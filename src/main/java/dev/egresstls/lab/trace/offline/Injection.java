package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a pod of a template gets a sidecar: the labels of namespace and pod decide which webhook
 * is called (istio-discovery/templates/mutatingwebhook.yaml:65-79 @1.30.3), and the injector then
 * looks at the pod (istio pkg/kube/inject/inject.go injectRequired @1.30.3).
 *
 * @param injects whether it does
 * @param sentence why
 */
record Injection(boolean injects, String sentence) {
  private static final String INJECTION = "istio-injection";
  private static final String REVISION = "istio.io/rev";
  private static final String INJECT = "sidecar.istio.io/inject";
  private static final Set<String> YES = Set.of("true", "y", "yes", "on");
  private static final Set<String> NO = Set.of("false", "n", "no", "off");
  private static final Set<String> LEFT_OUT =
      Set.of("kube-system", "kube-public", "kube-node-lease", "local-path-storage");

  /**
   * What becomes of a template.
   *
   * @param home the namespace; empty if the files do not hold it
   */
  static Injection of(Optional<Tree> home, String namespace, Tree template) {
    Tree pod = template.at("metadata.labels");
    String own = pod.get(INJECT).text("");
    if (template.at("spec.hostNetwork").isTrue()) {
      return new Injection(false, say("trace.assume.hostNetwork"));
    }
    if (NO.contains(own) || LEFT_OUT.contains(namespace)) {
      return new Injection(false, say("trace.assume.notInjected"));
    }
    Tree labels = home.map(one -> one.at("metadata.labels")).orElse(Tree.MISSING);
    if (home.isEmpty() && own.isEmpty() && !pod.get(REVISION).isPresent()) {
      return annotated(template, say("trace.assume.namespace", namespace));
    }
    String injection = labels.get(INJECTION).text("");
    if (injection.equals("enabled")) {
      return annotated(template, say("trace.assume.labelled"));
    }
    if (!injection.isEmpty()) {
      return new Injection(false, say("trace.assume.notLabelled", namespace));
    }
    if (labels.get(REVISION).isPresent()) {
      return annotated(template, say("trace.assume.labelled"));
    }
    if (pod.get(REVISION).isPresent()) {
      String revision = pod.get(REVISION).text("");
      return annotated(template, say("trace.assume.revision", revision));
    }
    return YES.contains(own)
        ? new Injection(true, say("trace.assume.injected"))
        : new Injection(false, say("trace.assume.notLabelled", namespace));
  }

  /** The webhook is called; an annotation may still say no, if no label says anything. */
  private static Injection annotated(Tree template, String why) {
    String label = template.at("metadata.labels").get(INJECT).text("");
    String annotation = template.at("metadata.annotations").get(INJECT).text("");
    boolean not = label.isEmpty() && NO.contains(annotation);
    if (not) {
      return new Injection(false, say("trace.assume.notInjected"));
    }
    boolean asks = YES.contains(label) || YES.contains(annotation);
    return new Injection(true, asks ? say("trace.assume.injected") : why);
  }
}
