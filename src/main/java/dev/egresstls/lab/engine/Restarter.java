package dev.egresstls.lab.engine;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.LedgeredResources;
import dev.egresstls.lab.mesh.observed.DeploymentPods;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Rollout;
import dev.egresstls.lab.world.WaitUntil;
import dev.egresstls.lab.world.Watched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Restarts a Deployment the way kubectl rollout restart does: by an annotation of its template. */
public final class Restarter {
  public static final String ANNOTATION = "kubectl.kubernetes.io/restartedAt";

  /** How long nothing at all may happen to a rollout. */
  private static final Duration ROLLOUT = Duration.ofSeconds(60);

  private final LedgeredResources resources;
  private final Clock clock;
  private final List<ManifestApplier.Applied> applied;

  /**
   * A restarter of what was applied.
   *
   * @param applied what this step has applied; one object is sent again with the annotation,
   *     because server-side apply takes away what its manager no longer names
   */
  public Restarter(
      LedgeredResources resources, Clock clock, List<ManifestApplier.Applied> applied) {
    this.resources = resources;
    this.clock = clock;
    this.applied = applied;
  }

  /** Restarts it if it has a pod, and the newest that is not on its way out lacks the container. */
  public void restart(String namespace, String deployment, String container) {
    ManifestApplier.Applied it = applied(namespace, deployment);
    // What its controller has not seen yet has no pod.
    if (it.answer().get("status").fields().isEmpty()) {
      return;
    }
    List<Tree> pods = resources.list(Query.in(namespace, "v1", "Pod"));
    if (DeploymentPods.newest(pods, namespace, deployment)
        .filter(pod -> !has(pod, container))
        .isPresent()) {
      resources.apply(annotated(it.object()), false);
    }
  }

  /**
   * Waits until every pod of a Deployment is of its newest template: as long as an old one is at
   * work, what was changed does not show. Gives up in silence, since checks follow.
   *
   * @param changed the Deployment as the server answered to the change: a watch that has not seen
   *     that yet still shows the old one, rolled out
   */
  public static void awaitRollout(Resources resources, Tree changed) throws InterruptedException {
    Ref deployment = Ref.of(changed);
    long generation = generation(changed);
    Watched watched = resources.watch(Query.all(deployment.apiVersion(), deployment.kind()));
    WaitUntil.until(
        resources,
        ROLLOUT,
        List.of(watched),
        () ->
            watched.items().stream()
                .filter(one -> Ref.of(one).equals(deployment) && generation(one) >= generation)
                .anyMatch(Rollout::done));
  }

  private static long generation(Tree object) {
    return object.at("metadata.generation").number(0);
  }

  private ManifestApplier.Applied applied(String namespace, String deployment) {
    Ref wanted = new Ref("apps/v1", "Deployment", Optional.of(namespace), deployment);
    return applied.stream()
        .filter(one -> Ref.of(one.object()).equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> Problem.of(Problem.Kind.USAGE, say("engine.restart.noAction", wanted)).failure());
  }

  private static boolean has(Tree pod, String container) {
    return Stream.of("spec.containers", "spec.initContainers")
        .flatMap(list -> pod.at(list).items().stream())
        .anyMatch(one -> one.get("name").text("").equals(container));
  }

  private Tree annotated(Tree manifest) {
    Tree template = manifest.at("spec.template");
    Tree metadata = template.get("metadata");
    // Not cut to seconds as kubectl does: two restarts in one second must be two.
    String now = clock.now().toString();
    Tree annotations = metadata.get("annotations").with(ANNOTATION, now);
    Tree restarted = template.with("metadata", metadata.with("annotations", annotations));
    return manifest.with("spec", manifest.get("spec").with("template", restarted));
  }
}
