package dev.egresstls.lab.world.kube.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a list says and what comes along a watch, in whichever order they arrive. */
class ObjectCacheTest {
  private final ObjectCache mirror =
      new ObjectCache(
          Query.all("v1", "Service"),
          changed -> {},
          new ObjectCache.Renewal() {
            @Override
            public CompletableFuture<Void> renewed(ObjectCache of, Duration trusted) {
              return CompletableFuture.completedFuture(null);
            }

            @Override
            public Optional<String> unwatched(ObjectCache of) {
              return Optional.empty();
            }
          });

  private static Tree service(String version) {
    Tree metadata =
        Tree.object("name", "a", "namespace", "default", "uid", "1", "resourceVersion", version);
    return Tree.object("apiVersion", "v1", "kind", "Service", "metadata", metadata);
  }

  @Test
  void an_event_that_is_older_than_the_list_puts_nothing_back() {
    mirror.listed(List.of(service("5")), 5, 0, Optional.empty());
    mirror.listed(List.of(), 10, 5, Optional.empty());
    mirror.put(service("8"));
    assertEquals(List.of(), mirror.items(), "it was deleted before version 10");
    mirror.put(service("11"));
    assertEquals(1, mirror.items().size());
  }
}
