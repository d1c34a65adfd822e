package dev.egresstls.lab.shell;

import dev.egresstls.lab.app.launch.ChosenLaunch;
import dev.egresstls.lab.app.launch.PracticeOnly;
import dev.egresstls.lab.catalog.Catalog;
import dev.egresstls.lab.world.Ref;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code trace} at the prompt, on the practice cluster. */
class TraceSessionTest {
  private static final Ref SLICE =
      new Ref("discovery.k8s.io/v1", "EndpointSlice", Optional.of("default"), "google-headless");

  @TempDir Path state;

  private final PracticeOnly worlds = new PracticeOnly();

  private SessionScript open() {
    return SessionScript.open(
        new ChosenLaunch(PracticeOnly.CHOICE, worlds, Catalog.builtIn()), 100, state);
  }

  @Test
  void it_tells_the_way_before_the_request_and_what_changes_when_an_object_goes() throws Exception {
    try (SessionScript session = open()) {
      session.type("trace http://www.google.com:443").shows("do the step that deploys the client");
      session.type("run 3").type("run 6").shows("6/8");
      asksForWhatIsNotThere(session);
      session.type("trace http://www.google.com:443").shows("203.0.113.10_443", "none: plain text");
      session.shows("no BackendTLSPolicy", "curl exit   52 or 56");
      session.type("run 7").shows("7/8");
      session.type("trace http://www.google.com:443").shows("SNI www.google.com · CA system");
      session.shows("You will see HTTP 200 from the origin itself").hides("differs");
      session.type("trace --why-not http://www.google.com").shows("≠ 3 listener", "0.0.0.0_80");
      session.shows("They diverge at the listener", "with server: envoy, set by the sidecar");
      worlds.delete(SLICE);
      session.awaits("6 broke").awaits("6/8 ›");
      session
          .type("trace http://www.google.com:443")
          .shows("virtualOutbound", "PassthroughCluster");
      session.shows("Service google-headless has no EndpointSlice");
    }
  }

  private static void asksForWhatIsNotThere(SessionScript session) {
    session.type("trace http://a.b --from deploy/crul").shows("--from deploy/curl");
    session.type("trace http://a.b --in elsewhere").shows("no Deployment elsewhere/curl");
    session.type("trace http://nobody.default.svc.cluster.local").shows("curl exit 6");
    session.type("trace http://curl.default").shows("clusterIP", "outbound|80||curl…");
    session.type("trace https://www.google.com -o json").shows("\"source\" : \"practice\"");
    session.shows("\"listener\" : \"203.0.113.10_443\"");
  }
}
