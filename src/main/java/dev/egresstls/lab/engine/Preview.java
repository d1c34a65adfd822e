package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Action;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.lab.Step;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the API server what would become of objects if they were applied, without applying them. */
public final class Preview {
  private final World world;
  private Vars vars;

  /**
   * A preview in a world.
   *
   * @param vars the values now; what a step would look up is looked up
   */
  public Preview(World world, Vars vars) {
    this.world = world;
    this.vars = vars;
  }

  /** What would come of one object, or of one thing that a step does. */
  public sealed interface Outcome {
    /** There is no such object yet. */
    record Created(Ref ref, List<FieldDifference> fields) implements Outcome {
      public Created {
        fields = List.copyOf(fields);
      }
    }

    /** The object would change, or with no differences stay as it is. */
    record Changed(Ref ref, List<FieldDifference> fields) implements Outcome {
      public Changed {
        fields = List.copyOf(fields);
      }
    }

    /** Nobody can say before it is done. */
    record Unknown(String what, String because) implements Outcome {}
  }

  /** What doing a step would change, in order; what changes nothing in the cluster is omitted. */
  public List<Outcome> of(Step step) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Action action : step.actions()) {
      String what = ActionDescriptions.of(action, vars);
      try {
        List<Tree> objects = objects(action);
        outcomes.addAll(applied(objects));
        if (action instanceof Action.Tool || action instanceof Action.Restart) {
          outcomes.add(new Outcome.Unknown(what, say("engine.preview.only")));
        }
      } catch (LabFailure e) {
        outcomes.add(new Outcome.Unknown(what, e.problem().what()));
      }
    }
    return outcomes;
  }

  /**
   * What applying a text would change.
   *
   * @param from where the text is from
   * @throws LabFailure if it is no manifest
   */
  public List<Outcome> of(String text, String from) throws InterruptedException {
    String namespace = vars.namespace();
    return applied(ManifestApplier.objects(text, from, namespace));
  }

  private List<Tree> objects(Action action) throws InterruptedException {
    if (action instanceof Action.Apply apply) {
      String namespace = vars.text("ns").orElse("");
      return ManifestApplier.objects(vars.fill(apply.manifest()), apply.file(), namespace);
    }
    if (action instanceof Action.Download download) {
      String url = vars.fill(download.url());
      String text = world.downloads().text(url, vars.fill(download.sha256()), download.option());
      return ManifestApplier.objects(text, url, vars.fill(download.namespace()));
    }
    if (action instanceof Action.Resolve resolve) {
      vars = vars.with(resolve.into(), world.names().ipv4(vars.fill(resolve.host())));
    }
    if (action instanceof Action.WriteSlice slice) {
      return List.of(ActionDescriptions.slice(slice, vars));
    }
    return action instanceof Action.Label label ? List.of(labelled(label)) : List.of();
  }

  private Tree labelled(Action.Label label) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", vars.fill(label.name()));
    label.namespace().ifPresent(ns -> metadata.put("namespace", vars.fill(ns)));
    metadata.put("labels", Map.of(label.key(), vars.fill(label.value())));
    return Tree.object(
        "apiVersion", label.apiVersion(), "kind", label.kind(), "metadata", metadata);
  }

  private List<Outcome> applied(List<Tree> objects) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Tree object : objects) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      outcomes.add(applied(object));
    }
    return outcomes;
  }

  private Outcome applied(Tree object) {
    Ref ref = Ref.of(object);
    try {
      Resources resources = cluster().resources();
      Tree after = resources.dryRun(object);
      Optional<Tree> now = resources.get(Ref.of(after));
      return now.isPresent()
          ? new Outcome.Changed(ref, FieldDifference.between(now.get(), after))
          : new Outcome.Created(ref, FieldDifference.between(Tree.MISSING, asSent(object)));
    } catch (LabFailure e) {
      return new Outcome.Unknown(ref.toString(), e.problem().what());
    }
  }

  private static Tree asSent(Tree object) {
    // Its name and namespace say who it is, and are no news.
    Tree metadata = object.get("metadata").without("name").without("namespace");
    Tree rest = object.without("apiVersion").without("kind").without("status");
    return metadata.fields().isEmpty() ? rest.without("metadata") : rest.with("metadata", metadata);
  }

  private Cluster cluster() {
    return world
        .cluster()
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.PRECONDITION,
                        say("engine.preview.noCluster"),
                        say("engine.preview.create"))
                    .failure());
  }
}
