package dev.egresstls.lab.world.kube.watch;

import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.kube.rest.ApiResource;
import dev.egresstls.lab.world.kube.rest.ApiResources;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds out under which path a kind is served, without holding up the thread of {@link
 * WatchExecutor}.
 */
record KindSearch(ApiResources kinds, WatchExecutor beat) {

  /** Goes on with one of the three, on the thread of {@link WatchExecutor}. */
  void find(Query query, Consumer<ApiResource> found, Runnable none, Consumer<Throwable> failed) {
    Optional<ApiResource> known = ApiResources.byHeart(query.apiVersion(), query.kind());
    if (known.isPresent()) {
      found.accept(known.get());
      return;
    }
    beat.aside(() -> kinds.find(query.apiVersion(), query.kind()))
        .whenComplete(
            (kind, e) ->
                beat.soon(
                    () -> {
                      if (e != null) {
                        failed.accept(e);
                      } else {
                        kind.ifPresentOrElse(found, none);
                      }
                    }));
  }
}
