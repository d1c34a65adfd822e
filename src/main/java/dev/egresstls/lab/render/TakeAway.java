package dev.egresstls.lab.render;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How to take away by hand what steps have put into a cluster, the last first.
 *
 * @param own commands for what nobody but the lab uses
 * @param shared commands for what others in the cluster may have begun to use: types of objects,
 *     and Istio itself
 */
public record TakeAway(List<String> own, List<String> shared) {
  public TakeAway {
    own = List.copyOf(own);
    shared = List.copyOf(shared);
  }

  /**
   * The commands. Nothing but the whole cluster is taken away if one of the steps created it.
   *
   * @param steps those that the lab did itself, in order
   * @param fill puts values in the place of <code>${name}</code>
   * @param target what tells tools which cluster is meant
   */
  public static TakeAway of(List<Step> steps, UnaryOperator<String> fill, Target target) {
    Words words = new Words(fill, target);
    List<String> own = new ArrayList<>();
    List<String> shared = new ArrayList<>();
    for (Step step : steps) {
      for (Action action : step.actions()) {
        Optional<List<String>> cluster = cluster(action, target);
        if (cluster.isPresent()) {
          return new TakeAway(cluster.get(), List.of());
        }
        (others(action) ? shared : own).addAll(action.match(words));
      }
    }
    Collections.reverse(own);
    Collections.reverse(shared);
    return new TakeAway(own, shared);
  }

  /**
   * Which cluster.
   *
   * @param kubectl what follows {@code kubectl}, such as {@code --context kind-kind}
   * @param istioctl the same for {@code istioctl}
   * @param kubeconfig the lab's own kubeconfig, where {@code kind} put the cluster
   */
  public record Target(String kubectl, String istioctl, String kubeconfig) {}

  private static Optional<List<String>> cluster(Action action, Target target) {
    if (!(action instanceof Action.Tool tool) || !tool.createsCluster()) {
      return Optional.empty();
    }
    int name = tool.argv().indexOf("--name");
    String named = name < 0 ? "" : " --name " + tool.argv().get(name + 1);
    return Optional.of(
        List.of("kind delete cluster" + named + " --kubeconfig " + target.kubeconfig()));
  }

  private static boolean others(Action action) {
    return action instanceof Action.Tool
        || action instanceof Action.Download download && download.option().startsWith("gateway");
  }

  private record Words(UnaryOperator<String> fill, Target target)
      implements Action.Cases<List<String>> {
    private String kubectl(String rest) {
      return ("kubectl " + target.kubectl()).strip() + " " + rest;
    }

    @Override
    public List<String> apply(Action.Apply apply) {
      return Yaml.readAll(fill.apply(apply.manifest())).stream().map(this::delete).toList();
    }

    private String delete(Tree object) {
      String kind = object.get("kind").text("").toLowerCase(Locale.ROOT);
      String namespace = object.at("metadata.namespace").text("");
      String in = namespace.isEmpty() ? "" : "-n " + namespace + " ";
      return kubectl(in + "delete " + kind + " " + object.at("metadata.name").text(""));
    }

    @Override
    public List<String> download(Action.Download download) {
      String in = download.namespace().isEmpty() ? "" : "-n " + fill.apply(download.namespace());
      return List.of(kubectl((in + " delete -f ").stripLeading() + fill.apply(download.url())));
    }

    @Override
    public List<String> label(Action.Label label) {
      String in = label.namespace().map(one -> "-n " + fill.apply(one) + " ").orElse("");
      String object = label.kind().toLowerCase(Locale.ROOT) + " " + fill.apply(label.name());
      return List.of(kubectl(in + "label " + object + " " + fill.apply(label.key()) + "-"));
    }

    @Override
    public List<String> restart(Action.Restart restart) {
      return List.of();
    }

    /** Istio's own way; the namespace stays behind it. In reverse, so the namespace comes first. */
    @Override
    public List<String> tool(Action.Tool tool) {
      if (!tool.argv().get(0).equals("istioctl")) {
        return List.of();
      }
      String istioctl = ("istioctl " + target.istioctl()).strip();
      return List.of(kubectl("delete namespace istio-system"), istioctl + " uninstall --purge -y");
    }

    @Override
    public List<String> resolve(Action.Resolve resolve) {
      return List.of();
    }

    @Override
    public List<String> endpointSlice(Action.WriteSlice slice) {
      return List.of(
          kubectl(
              "-n "
                  + fill.apply(slice.namespace())
                  + " delete endpointslice "
                  + fill.apply(slice.name())));
    }

    @Override
    public List<String> request(Action.SendRequest request) {
      return List.of();
    }
  }
}
