package dev.egresstls.lab.render;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a lab puts into a cluster, in words. */
public final class Footprint {
  private Footprint() {}

  /**
   * Everything that the lab's actions write, in order, such as {@code Service web} or {@code the
   * label istio-injection=enabled on Namespace default}.
   *
   * @param fill puts values in the place of <code>${name}</code>
   */
  public static List<String> of(Lab lab, UnaryOperator<String> fill) {
    return of(lab.steps(), fill);
  }

  /** The same of some steps. */
  public static List<String> of(List<Step> steps, UnaryOperator<String> fill) {
    List<String> left = new ArrayList<>();
    steps.forEach(
        step -> step.actions().forEach(action -> left.addAll(action.match(new Words(fill)))));
    return List.copyOf(left);
  }

  private record Words(UnaryOperator<String> fill) implements Action.Cases<List<String>> {
    @Override
    public List<String> apply(Action.Apply apply) {
      return Yaml.readAll(fill.apply(apply.manifest())).stream().map(Words::named).toList();
    }

    private static String named(Tree object) {
      return object.get("kind").text("") + " " + object.at("metadata.name").text("");
    }

    @Override
    public List<String> download(Action.Download download) {
      String url = fill.apply(download.url());
      return List.of(say("render.left.objects", url.substring(url.lastIndexOf('/') + 1)));
    }

    @Override
    public List<String> label(Action.Label label) {
      String key = fill.apply(label.key()) + "=" + fill.apply(label.value());
      return List.of(say("render.left.label", key, label.kind(), fill.apply(label.name())));
    }

    @Override
    public List<String> restart(Action.Restart restart) {
      return List.of();
    }

    @Override
    public List<String> tool(Action.Tool tool) {
      return tool.createsCluster() || tool.argv().size() < 2
          ? List.of()
          : List.of(say("render.left.tool", tool.argv().get(0) + " " + tool.argv().get(1)));
    }

    @Override
    public List<String> resolve(Action.Resolve resolve) {
      return List.of();
    }

    @Override
    public List<String> endpointSlice(Action.WriteSlice slice) {
      return List.of("EndpointSlice " + fill.apply(slice.name()));
    }

    @Override
    public List<String> request(Action.SendRequest request) {
      return List.of();
    }
  }
}
