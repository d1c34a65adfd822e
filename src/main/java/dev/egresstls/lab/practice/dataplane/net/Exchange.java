package dev.egresstls.lab.practice.dataplane.net;

import java.util.List;
import java.util.Optional;

/**
 * What came of a request, as the client sees it.
 *
 * @param addresses what DNS, or the client's own table, answered; none if the name does not exist
 * @param remote the address that was dialled; empty if there is none
 * @param connected whether the connection came about
 * @param localIp the pod's own address
 * @param localPort its port for this connection
 * @param exit curl's exit code for it
 * @param response the answer; empty if none came
 * @param certificate names in the certificate that the client itself saw; none without TLS
 * @param trusted whether the client has the CA that signed it
 * @param millis how long it took
 */
public record Exchange(
    List<String> addresses,
    Optional<String> remote,
    boolean connected,
    String localIp,
    int localPort,
    int exit,
    Optional<Response> response,
    List<String> certificate,
    boolean trusted,
    int millis) {
  public Exchange {
    addresses = List.copyOf(addresses);
    certificate = List.copyOf(certificate);
  }

  /** The same from another port. */
  Exchange from(int port) {
    return new Exchange(
        addresses, remote, connected, localIp, port, exit, response, certificate, trusted, millis);
  }

  /** The same, by a client that was shown a certificate. */
  Exchange seeing(List<String> names, boolean trust) {
    return new Exchange(
        addresses, remote, connected, localIp, localPort, exit, response, names, trust, millis);
  }
}
