package dev.egresstls.lab.mesh.proof;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.outcome.ExpectedLog;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.List;
import java.util.Optional;

/**
 * What one Envoy says of a request, a sidecar or a gateway: its log and its configuration.
 *
 * @param line what it logged; empty if there is no line
 * @param dump its configuration; empty if it could not be read
 */
record ProxyEvidence(Optional<AccessLogLine> line, Optional<ConfigDump> dump) {
  /** What stands in a log line where there is nothing. */
  static final String NONE = "-";

  /** The cluster that the line names. */
  Optional<String> cluster() {
    return line.map(AccessLogLine::cluster).filter(name -> !name.equals(NONE));
  }

  /** The same as it is configured. */
  Optional<ConfigDump.Cluster> configured() {
    return cluster().flatMap(name -> dump.flatMap(one -> one.cluster(name)));
  }

  /**
   * Why nothing can be said of the TLS of that cluster; empty if something can.
   *
   * @param noDump why there is no dump
   */
  Optional<String> tlsUnseen(String noDump) {
    if (configured().isEmpty()) {
      String gone = say("mesh.proof.noCluster", cluster().orElse(NONE));
      return Optional.of(dump.isPresent() ? gone : noDump);
    }
    boolean byEndpoint = configured().get().security().mutual().isPresent();
    return byEndpoint ? Optional.of(say("mesh.proof.byEndpoint")) : Optional.empty();
  }

  /** A TLS in words, and whether its CA is not there; one that never comes says so itself. */
  String words(Tls tls) {
    boolean active =
        tls.ca().isEmpty()
            || tls.ca().equals(Tls.NO_CA)
            || dump.flatMap(one -> one.secret(tls.ca()))
                .map(ConfigDump.Secret::active)
                .orElse(false);
    return active ? tls.words() : say("mesh.proof.notLoaded", tls.words());
  }

  /** The line as an expectation has it. */
  ExpectedLog log() {
    return line.map(
            one ->
                new ExpectedLog(
                    true,
                    one.cluster(),
                    List.of(one.flags()),
                    List.of(one.upstreamHost()),
                    one.route()))
        .orElse(new ExpectedLog(false, NONE, List.of(NONE), List.of(NONE), NONE));
  }
}
