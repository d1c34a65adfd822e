package dev.egresstls.lab.experiment;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.world.Ref;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Hints of a challenge, from vague to the object: made of what was observed and changed. */
final class ChallengeHints {
  private static final String PASSTHROUGH = "PassthroughCluster";

  private ChallengeHints() {}

  static List<String> of(Proof proof, Collection<Ref> changed) {
    return List.of(
        where(proof),
        say("challenge.hint.kinds", list(changed, Ref::kind)),
        say("challenge.hint.objects", list(changed, Ref::toString)));
  }

  private static String list(Collection<Ref> changed, Function<Ref, String> name) {
    return changed.stream().map(name).distinct().sorted().collect(Collectors.joining(", "));
  }

  /** Where the request left the right way, as the access log and the config dump show it. */
  private static String where(Proof proof) {
    Route seen = proof.seen().route();
    String cluster = seen.cluster().orElse("");
    if (cluster.isEmpty() && seen.filter() == Filter.NONE) {
      return say("challenge.hint.unseen");
    }
    if (cluster.equals(PASSTHROUGH)) {
      return say("challenge.hint.passthrough");
    }
    if (seen.filter() == Filter.HTTP) {
      return say("challenge.hint.http", cluster);
    }
    String flags = proof.sighting().line().map(one -> one.flags()).orElse("-");
    if (!flags.equals("-")) {
      return say("challenge.hint.flags", cluster, flags);
    }
    return seen.tls().isPresent()
        ? say("challenge.hint.tls", cluster)
        : say("challenge.hint.plain", cluster);
  }
}
