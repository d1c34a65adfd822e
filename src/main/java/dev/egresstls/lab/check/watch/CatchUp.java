package dev.egresstls.lab.check.watch;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Resources;
import dev.egresstls.lab.world.Watched;
import dev.egresstls.lab.world.patience.Patience;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Waits until watches have seen what the server has now: events come a moment after a change. */
final class CatchUp {
  private final Resources resources;
  private final Map<Query, Watched> watched;

  CatchUp(Resources resources, Map<Query, Watched> watched) {
    this.resources = resources;
    this.watched = watched;
  }

  /** Waits at most so long; what the server does not tell is not waited for. */
  void await(Duration patience) throws InterruptedException {
    Patience.until(resources, patience, this::reached);
  }

  private boolean reached() {
    return watched.entrySet().stream().allMatch(one -> reached(one.getKey(), one.getValue()));
  }

  private boolean reached(Query query, Watched seen) {
    if (seen.state() == Watched.State.FAILED) {
      return true;
    }
    List<Tree> now;
    try {
      now = resources.list(query);
    } catch (LabFailure e) {
      return true;
    }
    Map<String, Tree> known = new HashMap<>();
    seen.items().forEach(object -> known.put(uid(object), object));
    return known.size() == now.size()
        && now.stream().allMatch(object -> asNew(known.get(uid(object)), object));
  }

  private static String uid(Tree object) {
    return object.at("metadata.uid").text("");
  }

  private static boolean asNew(Tree known, Tree object) {
    if (known == null) {
      return false;
    }
    String before = known.at("metadata.resourceVersion").text("");
    String now = object.at("metadata.resourceVersion").text("");
    return before.equals(now) || number(before) > number(now);
  }

  /** Versions of one kind grow; one that is no number is never newer than another. */
  private static long number(String version) {
    return version.matches("\\d{1,18}") ? Long.parseLong(version) : -1;
  }
}
