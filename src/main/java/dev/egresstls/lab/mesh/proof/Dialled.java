package dev.egresstls.lab.mesh.proof;

import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.mesh.envoy.LogField;
import java.util.Optional;

/**
 * Where a client connected to.
 *
 * @param address empty if its name did not resolve
 * @param localPort the client's own port; 0 if it is not known
 */
record Dialled(Optional<String> address, int port, int localPort) {

  /** The access log counts most, since that is what the sidecar itself got to see. */
  static Dialled of(RequestEvidence seen) {
    CurlOutput curl = seen.curl();
    Optional<String> logged =
        seen.line()
            .map(line -> line.get(LogField.DOWNSTREAM_LOCAL_ADDRESS))
            .filter(text -> text.contains(":"));
    int port = curl.connection().remotePort().orElse(seen.dial().port());
    return new Dialled(
        logged.map(Dialled::host).or(curl.connection()::remoteIp).or(curl.connection()::tried),
        logged.map(text -> number(text, port)).orElse(port),
        curl.connection().localPort().orElse(0));
  }

  private static String host(String hostPort) {
    String host = hostPort.substring(0, hostPort.lastIndexOf(':'));
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static int number(String hostPort, int otherwise) {
    String text = hostPort.substring(hostPort.lastIndexOf(':') + 1);
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : otherwise;
  }
}
