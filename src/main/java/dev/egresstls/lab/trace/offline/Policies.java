package dev.egresstls.lab.trace.offline;

import static dev.egresstls.lab.message.Messages.say;
import static dev.egresstls.lab.message.Messages.together;

import dev.egresstls.lab.mesh.istio.GatewayApi;
import dev.egresstls.lab.mesh.istio.IstioRelease;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.value.Tree;
import java.util.List;

/** Assumes the Gateway API bundle by which the policies of a draft could have been created. */
final class Policies {
  private static final String ALPHA = "v1alpha3";

  private Policies() {}

  /** Whether istiod has given a policy a status. */
  static boolean read(Tree policy) {
    return policy.at("status.ancestors").items().stream()
        .anyMatch(one -> one.get("controllerName").text("").startsWith("istio.io/"));
  }

  /** Adds the CRD if there is none. {@link GatewayApi} says which bundle serves what. */
  static void crd(Draft draft, IstioVersion istio) {
    if (draft.find("CustomResourceDefinition", "", PolicyCrd.NAME).isPresent()) {
      return;
    }
    List<Tree> policies = draft.all("BackendTLSPolicy").toList();
    boolean old = IstioRelease.of(istio).needsAlphaFlag();
    boolean alpha = policies.isEmpty() ? old : policies.stream().allMatch(Policies::alpha);
    boolean both = !policies.isEmpty() && alpha != old && (old || anyRead(policies));
    if (both) {
      add(draft, GatewayApi.USUAL, "experimental", List.of("v1", ALPHA));
    } else if (alpha) {
      add(draft, GatewayApi.ALPHA_ONLY, "experimental", List.of(ALPHA));
    } else {
      add(draft, GatewayApi.USUAL, "standard", List.of("v1"));
    }
  }

  private static boolean anyRead(List<Tree> policies) {
    return policies.stream().anyMatch(Policies::read);
  }

  private static boolean alpha(Tree policy) {
    return policy.get("apiVersion").text("").endsWith("/" + ALPHA);
  }

  private static void add(Draft draft, String bundle, String channel, List<String> served) {
    if (draft.all("BackendTLSPolicy").findAny().isPresent()) {
      draft.assume(say("trace.assume.gatewayApi", bundle, channel, together(served)));
    }
    List<Tree> versions =
        served.stream().map(name -> Tree.object("name", name, "served", true)).toList();
    Tree annotations =
        Tree.object(
            "gateway.networking.k8s.io/bundle-version", bundle,
            "gateway.networking.k8s.io/channel", channel);
    draft.put(
        Tree.object(
            "apiVersion",
            "apiextensions.k8s.io/v1",
            "kind",
            "CustomResourceDefinition",
            "metadata",
            Tree.object("name", PolicyCrd.NAME, "annotations", annotations),
            "spec",
            Tree.object("versions", versions)));
  }
}
