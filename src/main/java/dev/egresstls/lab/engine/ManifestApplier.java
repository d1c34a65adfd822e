package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.served.ClusterScopedKinds;
import java.util.ArrayList;
import java.util.List;

/** Applies the objects of a manifest by server-side apply, in their order. */
public final class ManifestApplier {
  /**
   * An object that was applied.
   *
   * @param object as it was sent
   * @param answer as the server has it now
   */
  public record Applied(Tree object, Tree answer) {}

  private final LedgeredResources resources;

  public ManifestApplier(LedgeredResources resources) {
    this.resources = resources;
  }

  /**
   * Applies every object of a manifest.
   *
   * @param from where the text is from, for a failure
   * @param namespace where objects go that name none; empty if they must name theirs
   * @throws dev.egresstls.lab.lab.LabFailure if it is no manifest, or the server refuses one
   */
  public List<Applied> apply(String text, String from, String namespace)
      throws InterruptedException {
    List<Applied> applied = new ArrayList<>();
    for (Tree object : objects(text, from, namespace)) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      applied.add(new Applied(object, resources.apply(object, false)));
    }
    return applied;
  }

  /**
   * The objects of a manifest, as they are sent.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if it is no manifest
   */
  public static List<Tree> objects(String text, String from, String namespace) {
    return objects(text, from).stream().map(object -> placed(object, namespace)).toList();
  }

  private static List<Tree> objects(String text, String from) {
    List<Tree> objects = new ArrayList<>();
    try {
      for (Tree document : Yaml.readAll(text)) {
        boolean list = document.get("kind").text("").endsWith("List");
        objects.addAll(list ? document.get("items").items() : List.of(document));
      }
    } catch (Yaml.Malformed e) {
      throw Problem.of(Problem.Kind.USAGE, say("engine.apply.notYaml", from))
          .because(e.getMessage())
          .failure();
    }
    boolean whole =
        objects.stream()
            .allMatch(
                object ->
                    object.get("kind").text().isPresent()
                        && object.get("apiVersion").text().isPresent()
                        && object.at("metadata.name").text().isPresent());
    if (objects.isEmpty() || !whole) {
      throw Problem.of(Problem.Kind.USAGE, say("engine.apply.noObjects", from)).failure();
    }
    return objects;
  }

  private static Tree placed(Tree object, String namespace) {
    boolean named = object.at("metadata.namespace").text().isPresent();
    boolean none = namespace.isEmpty() || ClusterScopedKinds.cluster(object);
    return named || none
        ? object
        : object.with("metadata", object.get("metadata").with("namespace", namespace));
  }
}
