package dev.egresstls.lab.practice.fault;

import dev.egresstls.lab.app.query.LiveTracer;
import dev.egresstls.lab.explain.TraceReasons;
import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.outcome.ExpectedClient;
import dev.egresstls.lab.mesh.proof.RequestEvidence;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.trace.Traced;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code trace} says of the lab's request, what the request does, and what {@code why} names:
 * the three must be of one mind, whatever is broken.
 */
final class TraceAndWhy {
  private static final String OWN = "outbound|443||google-headless.default.svc.cluster.local";
  private static final int REQUEST = 8;

  private TraceAndWhy() {}

  /**
   * What they differ in now; empty text if in nothing.
   *
   * @param red a step that fails
   * @param broken the causes that are true
   */
  static String difference(BrokenLab lab, int red, Set<String> broken) throws InterruptedException {
    Optional<Traced> traced = LiveTracer.ofLab(lab.world, lab.run);
    if (traced.isEmpty()) {
      return "";
    }
    Route route = traced.get().route();
    RequestEvidence sent;
    try {
      sent = lab.run.proof(true).sighting();
    } catch (LabFailure e) {
      // The pod does not run, so nothing can be sent.
      return BrokenLab.ids(lab.run.why(red)).isEmpty() ? "why names nothing" : "";
    }
    if (!asPredicted(route.client(), sent)) {
      return "trace says " + route.outlook() + ", but curl ends with " + end(sent);
    }
    if (good(route)) {
      return ok(sent) ? "" : "trace says all is well, but curl ends with " + end(sent);
    }
    Set<String> named = new LinkedHashSet<>(BrokenLab.ids(lab.run.why(red)));
    named.addAll(BrokenLab.ids(lab.run.why(REQUEST)));
    Set<String> reasons = TraceReasons.causes(traced.get());
    // Of two faults at once the way may show no more than that nothing matches.
    boolean general = reasons.isEmpty() && broken.size() > 1;
    boolean other = !general && Collections.disjoint(reasons, broken);
    return other || Collections.disjoint(named, broken)
        ? broken + ": why names " + named + ", trace means " + reasons + ": " + route.hops()
        : "";
  }

  private static boolean asPredicted(ExpectedClient client, RequestEvidence sent) {
    boolean code = client.httpCode().isEmpty() || client.httpCode().get() == sent.curl().httpCode();
    return !client.told() || (client.exits().contains(sent.exit()) && code);
  }

  /** The way that the lab's request takes if nothing is broken. */
  private static boolean good(Route route) {
    ExpectedClient client = route.client();
    return client.exits().get(0) == 0
        && client.httpCode().filter(code -> code == 200).isPresent()
        && route.filter() != Filter.HTTP
        && route.cluster().filter(OWN::equals).isPresent();
  }

  private static boolean ok(RequestEvidence sent) {
    return sent.exit() == 0 && sent.curl().httpCode() == 200;
  }

  private static String end(RequestEvidence sent) {
    return "exit " + sent.exit() + ", HTTP " + sent.curl().httpCode();
  }
}
