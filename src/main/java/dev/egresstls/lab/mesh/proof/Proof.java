package dev.egresstls.lab.mesh.proof;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The predicted way compared with the observed one.
 *
 * @param predicted the path model's
 * @param seen what Envoy and curl say of the request
 * @param stations in the order in which a packet meets them; then the log's flags, and curl's end
 * @param unread what should have stood in the config dump and did not, one sentence each
 * @param versions what took part, such as {@code Istio} to {@code 1.27.9}
 */
public record Proof(
    Route predicted,
    ObservedRoute seen,
    RequestEvidence sighting,
    List<Station> stations,
    List<String> unread,
    Map<String, String> versions) {
  public Proof {
    Objects.requireNonNull(predicted);
    Objects.requireNonNull(seen);
    Objects.requireNonNull(sighting);
    stations = List.copyOf(stations);
    unread = List.copyOf(unread);
  }

  /**
   * Compares.
   *
   * @param upstreams every {@code address:port} that the predicted cluster may choose; empty if it
   *     has no choice
   */
  public static Proof of(
      Route predicted,
      Set<String> upstreams,
      RequestEvidence sighting,
      Map<String, String> versions) {
    ObservedRoute seen = ObservedRoute.of(sighting);
    return new Proof(
        predicted,
        seen,
        sighting,
        new Stations(predicted, upstreams, seen, sighting).all(),
        sighting.dump().map(ConfigDump::missing).orElse(List.of()),
        versions);
  }

  /** The stations where it went otherwise than predicted. */
  public List<Station> differing() {
    return stations.stream().filter(Station::differs).toList();
  }

  /** Those of which nothing could be seen. */
  public List<Station> unseen() {
    return stations.stream().filter(one -> one.result() == Station.Result.NOT_SEEN).toList();
  }

  /** Whether nothing went otherwise than predicted. */
  public boolean agrees() {
    return differing().isEmpty();
  }

  /** The outcome as a sentence. */
  public String verdict() {
    if (!agrees()) {
      return count("mesh.proof.differs", differing().size(), differing().size());
    }
    return unseen().isEmpty() ? say("mesh.proof.same") : say("mesh.proof.notAll");
  }

  /** The line that the sidecar logged, as it is in its log; empty text for none. */
  public String logLine() {
    return sighting.line().map(AccessLogLine::format).orElse("");
  }

  /** The line that the gateway logged of the same request; empty text for none. */
  public String gatewayLogLine() {
    return sighting.gateway().flatMap(GatewayEvidence::line).map(AccessLogLine::format).orElse("");
  }
}
