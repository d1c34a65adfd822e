package dev.egresstls.lab.check;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.mesh.GatewayHalf;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.LogField;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.proof.GatewayEvidence;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Looks at the proxy of the Gateway that a request should pass: its log line, and its dump. */
final class GatewayLook {
  private final RequestSender sender;
  private final SidecarDumps dumps;

  GatewayLook(RequestSender sender, SidecarDumps dumps) {
    this.sender = sender;
    this.dumps = dumps;
  }

  /**
   * What was seen there.
   *
   * @param half where the request should pass
   * @param sent what the client's sidecar logged: its own address towards the gateway finds the
   *     gateway's line
   * @param names further resources to read
   */
  GatewayEvidence see(GatewayHalf half, Optional<AccessLogLine> sent, Set<String> names)
      throws InterruptedException {
    if (half.pod().isEmpty()) {
      return nothing(half, say("check.gateway.noPod"));
    }
    if (sent.isEmpty()) {
      return nothing(half, say("check.gateway.noClientLine"));
    }
    try {
      String from = sent.get().get(LogField.UPSTREAM_LOCAL_ADDRESS);
      String began = sent.get().get(LogField.START_TIME);
      Optional<AccessLogLine> line =
          sender.logLine(
              half.namespace(),
              half.pod(),
              one ->
                  one.get(LogField.DOWNSTREAM_REMOTE_ADDRESS).equals(from)
                      && one.get(LogField.START_TIME).compareTo(began) >= 0);
      ConfigDump dump = dumps.read(half.namespace(), half.pod(), names(half, line, names));
      String unread = line.isPresent() ? "" : say("check.gateway.noLine");
      return new GatewayEvidence(half.namespace(), half.pod(), line, Optional.of(dump), unread);
    } catch (LabFailure e) {
      return nothing(half, e.problem().what());
    }
  }

  private static NameFilter names(
      GatewayHalf half, Optional<AccessLogLine> line, Set<String> more) {
    Set<String> names = new HashSet<>(more);
    names.add(half.listener());
    half.onward().cluster().ifPresent(names::add);
    half.onward().tls().map(Tls::ca).filter(ca -> !ca.isEmpty()).ifPresent(names::add);
    line.map(AccessLogLine::cluster).ifPresent(names::add);
    return NameFilter.of(names);
  }

  private static GatewayEvidence nothing(GatewayHalf half, String why) {
    return new GatewayEvidence(
        half.namespace(), half.pod(), Optional.empty(), Optional.empty(), why);
  }
}
