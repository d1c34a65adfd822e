package dev.egresstls.lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.egresstls.lab.catalog.TutorialLab;
import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.Vars;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.FakeResources;
import dev.egresstls.lab.world.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Looks at the mesh from two threads, while the cluster takes its time. */
class MeshViewTest {
  private final FakeResources cluster = new FakeResources();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CompletableFuture<Void> answer = new CompletableFuture<>();

  private MeshView mesh(Resources resources) {
    Lab lab = TutorialLab.of("as-written");
    CheckWatches watches = new CheckWatches(resources, lab, Vars.of(lab, Map.of()));
    return new MeshView(resources, watches, Set.of("default"));
  }

  private CompletableFuture<Void> renewing(MeshView mesh) throws InterruptedException {
    cluster.renewing(
        () -> {
          asked.countDown();
          return answer;
        });
    CompletableFuture<Void> over =
        CompletableFuture.runAsync(
            () -> {
              try {
                mesh.renew(Duration.ZERO);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    asked.await();
    return over;
  }

  @Test
  void whoever_looks_does_not_wait_for_somebody_else_s_renewal() throws Exception {
    cluster.put(Tree.object("apiVersion", "v1", "kind", "Namespace", "metadata", named()));
    MeshView mesh = mesh(cluster);
    CompletableFuture<Void> renewal = renewing(mesh);
    List<Tree> seen = mesh.objects();
    List<Tree> listed = mesh.once();
    assertFalse(renewal.isDone(), "only once the other one had given up");
    assertEquals(1, seen.size());
    assertEquals(1, listed.size());
    answer.complete(null);
    renewal.join();
  }

  @Test
  void whoever_renews_too_can_be_interrupted() throws Exception {
    MeshView mesh = mesh(cluster);
    CompletableFuture<Void> renewal = renewing(mesh);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> mesh.renew(Duration.ZERO));
    assertFalse(renewal.isDone(), "only once the other one had given up");
    answer.complete(null);
    renewal.join();
  }

  private static Tree named() {
    return Tree.object("name", "default");
  }
}
