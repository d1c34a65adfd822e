package dev.egresstls.lab.practice.dataplane.net;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a request, as the client sees it.
 *
 * @param addresses what DNS, or the client's own table, answered; none if the name does not exist
 * @param remote the address that was dialled; empty if there is none
 * @param connected whether the connection came about
 * @param own the pod's own end of the connection
 * @param exit curl's exit code for it
 * @param response the answer; empty if none came
 * @param certificate what the client itself saw
 * @param millis how long it took
 */
public record Exchange(
    List<String> addresses,
    Optional<String> remote,
    boolean connected,
    Own own,
    int exit,
    Optional<Response> response,
    Certificate certificate,
    int millis) {
  /**
   * A pod's end of a connection.
   *
   * @param ip its address
   * @param port its port for this connection
   */
  public record Own(String ip, int port) {}

  /**
   * The certificate that a client saw.
   *
   * @param names in it; none without TLS
   * @param trusted whether the client has the CA that signed it
   */
  public record Certificate(List<String> names, boolean trusted) {
    static final Certificate NONE = new Certificate(List.of(), true);

    public Certificate {
      names = List.copyOf(names);
    }
  }

  public Exchange {
    addresses = List.copyOf(addresses);
    Objects.requireNonNull(own);
    Objects.requireNonNull(certificate);
  }

  /** The same from another port. */
  Exchange from(int port) {
    Own other = new Own(own.ip(), port);
    return new Exchange(addresses, remote, connected, other, exit, response, certificate, millis);
  }

  /** The same, by a client that was shown a certificate. */
  Exchange seeing(List<String> names, boolean trust) {
    Certificate shown = new Certificate(names, trust);
    return new Exchange(addresses, remote, connected, own, exit, response, shown, millis);
  }
}
