package dev.egresstls.lab.mesh.envoy;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.Objects;
import java.util.Optional;

/**
 * How sidecars write their access log, from the mesh settings (istio
 * pilot/pkg/model/telemetry_logging.go:372-420 @1.31.0).
 *
 * @param custom the value of {@code meshConfig.accessLogFormat}; empty for Istio's own format
 */
public record LogFormat(Encoding encoding, Optional<String> custom) {
  /** What a line is written in. */
  public enum Encoding {
    TEXT,
    JSON
  }

  public LogFormat {
    Objects.requireNonNull(encoding);
    Objects.requireNonNull(custom);
  }

  /** Of the ConfigMap {@code istio} in namespace istio-system; a missing one leaves the default. */
  public static LogFormat of(Tree configMap) {
    Tree mesh;
    try {
      mesh = Yaml.read(configMap.at("data.mesh").text(""));
    } catch (Yaml.Malformed e) {
      mesh = Tree.MISSING;
    }
    boolean json = mesh.get("accessLogEncoding").text("").equals("JSON");
    return new LogFormat(
        json ? Encoding.JSON : Encoding.TEXT,
        mesh.get("accessLogFormat").text().filter(format -> !format.isEmpty()));
  }

  /** Why a line of a connection could not be read, as half a sentence. */
  public String unread() {
    return custom.isPresent() ? say("mesh.log.ownFormat") : say("mesh.log.none");
  }
}
