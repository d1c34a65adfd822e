package dev.egresstls.lab.doctor;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Check;
import dev.egresstls.lab.lab.Probe;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.world.Access;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.kube.rest.ApiResource;
import dev.egresstls.lab.world.kube.rest.ApiResources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a user must be allowed to do for a step, taken from its own actions and checks. */
public final class StepAccess implements Action.Cases<List<Access>> {
  private static final String ISTIO = "istio-system";
  private static final List<String> APPLY = List.of("create", "patch");

  private final Vars vars;
  private final Predicate<Action.Label> labelled;

  private StepAccess(Vars vars, Predicate<Action.Label> labelled) {
    this.vars = vars;
    this.labelled = labelled;
  }

  /**
   * All that a step needs.
   *
   * @param labelled whether a label is there, so that nobody need set it
   */
  public static Set<Access> of(Step step, Vars vars, Predicate<Action.Label> labelled) {
    Set<Access> all = new LinkedHashSet<>();
    for (Action action : step.actions()) {
      all.addAll(action.match(new StepAccess(vars, labelled)));
    }
    for (Check check : step.checks()) {
      all.addAll(looking(vars, check.probe()));
    }
    return all;
  }

  /** What a check looks at is listed and watched. */
  private static List<Access> looking(Vars vars, Probe probe) {
    if (probe instanceof Probe.ResourceState resource) {
      Optional<String> namespace = resource.namespace().map(vars::fill);
      return of(
          List.of("list", "watch"), vars.fill(resource.apiVersion()), resource.kind(), namespace);
    }
    return List.of();
  }

  private static List<Access> of(
      List<String> verbs, String apiVersion, String kind, Optional<String> namespace) {
    Optional<ApiResource> known = ApiResources.byHeart(apiVersion, kind);
    return verbs.stream()
        .flatMap(
            verb ->
                known.stream()
                    .map(
                        one ->
                            new Access(
                                verb,
                                one.group(),
                                one.plural(),
                                one.namespaced() ? namespace : Optional.empty())))
        .toList();
  }

  private String filled(String text) {
    return vars.fill(text);
  }

  @Override
  public List<Access> apply(Action.Apply apply) {
    return NamespaceProbes.written(vars, apply).stream()
        .flatMap(ref -> writing(ref).stream())
        .toList();
  }

  private static List<Access> writing(Ref ref) {
    return of(APPLY, ref.apiVersion(), ref.kind(), ref.namespace());
  }

  /** The texts are not fetched for this; what they hold is known by the option. */
  @Override
  public List<Access> download(Action.Download download) {
    Optional<String> namespace = Optional.of(filled(download.namespace()));
    List<Access> all = new ArrayList<>();
    if (download.option().equals("gateway-api-file")) {
      String crds = "apiextensions.k8s.io/v1";
      all.addAll(of(APPLY, crds, "CustomResourceDefinition", Optional.empty()));
    } else {
      for (String kind : List.of("ServiceAccount", "Service")) {
        all.addAll(of(APPLY, "v1", kind, namespace));
      }
      all.addAll(of(APPLY, "apps/v1", "Deployment", namespace));
    }
    return all;
  }

  @Override
  public List<Access> label(Action.Label label) {
    List<String> verbs = labelled.test(label) ? List.of() : List.of("patch");
    return of(verbs, label.apiVersion(), label.kind(), label.namespace().map(this::filled));
  }

  @Override
  public List<Access> restart(Action.Restart restart) {
    return of(List.of("patch"), "apps/v1", "Deployment", Optional.of(filled(restart.namespace())));
  }

  /** A cluster that is made belongs to whoever makes it; istioctl installs a control plane. */
  @Override
  public List<Access> tool(Action.Tool tool) {
    if (!tool.argv().get(0).equals("istioctl")) {
      return List.of();
    }
    List<Access> all = new ArrayList<>();
    List<String> create = List.of("create");
    Optional<String> none = Optional.empty();
    all.addAll(of(create, "v1", "Namespace", none));
    all.addAll(of(create, "apiextensions.k8s.io/v1", "CustomResourceDefinition", none));
    all.addAll(of(create, "rbac.authorization.k8s.io/v1", "ClusterRole", none));
    all.addAll(of(create, "rbac.authorization.k8s.io/v1", "ClusterRoleBinding", none));
    all.addAll(of(create, "admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", none));
    all.addAll(of(create, "apps/v1", "Deployment", Optional.of(ISTIO)));
    all.addAll(of(create, "v1", "Service", Optional.of(ISTIO)));
    return all;
  }

  @Override
  public List<Access> resolve(Action.Resolve resolve) {
    return List.of();
  }

  @Override
  public List<Access> endpointSlice(Action.WriteSlice slice) {
    return NamespaceProbes.written(vars, slice).stream()
        .flatMap(ref -> writing(ref).stream())
        .toList();
  }

  @Override
  public List<Access> request(Action.SendRequest request) {
    Optional<String> namespace = Optional.of(vars.text("ns").orElse("default"));
    return List.of(
        new Access("create", "", "pods/exec", namespace),
        new Access("get", "", "pods/exec", namespace), // over WebSocket it is a GET
        new Access("get", "", "pods/log", namespace),
        new Access("list", "", "pods", namespace));
  }
}
