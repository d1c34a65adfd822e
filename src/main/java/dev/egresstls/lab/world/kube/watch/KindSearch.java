package dev.egresstls.lab.world.kube.watch;

import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.kube.rest.Kind;
import dev.egresstls.lab.world.kube.rest.Kinds;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds out under which path a kind is served, without holding up the thread of {@link Beat}. */
record KindSearch(Kinds kinds, Beat beat) {

  /** Goes on with one of the three, on the thread of {@link Beat}. */
  void find(Query query, Consumer<Kind> found, Runnable none, Consumer<Throwable> failed) {
    Optional<Kind> known = Kinds.byHeart(query.apiVersion(), query.kind());
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
