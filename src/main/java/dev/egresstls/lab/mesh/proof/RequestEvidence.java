package dev.egresstls.lab.mesh.proof;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that was seen of one request.
 *
 * @param sidecar whether the client's pod has one
 * @param exit curl's exit code
 * @param line what the sidecar logged for this very connection
 * @param log what it means if there is no line
 * @param config the sidecar's configuration right after the request
 * @param gateway what was seen at the Gateway that the request should pass; empty if at none
 */
public record RequestEvidence(
    Dial dial,
    boolean sidecar,
    int exit,
    CurlOutput curl,
    Optional<AccessLogLine> line,
    Log log,
    Config config,
    Optional<GatewayEvidence> gateway) {

  /**
   * How the sidecars log.
   *
   * @param tells whether every connection through a sidecar leaves a line that can be read
   * @param unread why there is no line, as half a sentence
   */
  public record Log(boolean tells, String unread) {
    public Log {
      Objects.requireNonNull(unread);
    }
  }

  /**
   * What a sidecar said that it is configured with.
   *
   * @param dump empty if it could not be read
   * @param noDump why not, as half a sentence; empty text if there is a dump
   */
  public record Config(Optional<ConfigDump> dump, String noDump) {
    public Config {
      Objects.requireNonNull(dump);
      Objects.requireNonNull(noDump);
    }
  }

  public RequestEvidence {
    Objects.requireNonNull(dial);
    Objects.requireNonNull(curl);
    Objects.requireNonNull(line);
    Objects.requireNonNull(log);
    Objects.requireNonNull(config);
    Objects.requireNonNull(gateway);
  }

  /** The same, with what was seen at a gateway. */
  public RequestEvidence and(GatewayEvidence behind) {
    return new RequestEvidence(dial, sidecar, exit, curl, line, log, config, Optional.of(behind));
  }

  /** The sidecar's configuration right after the request; empty if it could not be read. */
  public Optional<ConfigDump> dump() {
    return config.dump();
  }

  /** Why it could not. */
  String noDump() {
    return config.noDump();
  }

  /** Whether an answer came that a sidecar has signed. */
  boolean signed() {
    return "envoy".equals(curl.headers().get("server"))
        && curl.headers().keySet().stream().anyMatch(name -> name.startsWith("x-envoy-"));
  }
}
