package dev.egresstls.lab.mesh.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortProtocolTest {
  @ParameterizedTest
  @CsvSource({
    "TCP, '', https, 443, TCP",
    "TCP, '', https-webhook, 443, TCP",
    "TCP, '', http, 80, HTTP",
    "TCP, '', http-monitoring, 15014, HTTP",
    "TCP, '', grpc-xds, 15010, HTTP",
    "TCP, '', grpc-web-x, 80, HTTP",
    "TCP, '', web, 8080, AUTO",
    "TCP, '', '', 3306, TCP",
    "TCP, '', '', 443, AUTO",
    "TCP, '', dns-tcp, 53, TCP",
    "UDP, '', https, 443, UDP",
    "TCP, '', udp, 53, UDP",
    "TCP, https, http, 80, TCP",
    "TCP, kubernetes.io/h2c, x, 80, HTTP",
    "TCP, kubernetes.io/wss, x, 80, TCP"
  })
  void the_name_of_a_port_decides_what_it_is_taken_for(
      String transport, String appProtocol, String name, int port, PortProtocol expected) {
    Optional<String> app = Optional.of(appProtocol).filter(text -> !text.isEmpty());
    assertEquals(expected, PortProtocol.of(transport, app, name, port));
  }

  @ParameterizedTest
  @CsvSource({
    "TCP, '', https-x, true",
    "TCP, '', tls, true",
    "TCP, '', tcp, false",
    "UDP, '', https, false",
    "TCP, https, web, true",
    "TCP, kubernetes.io/wss, web, true",
    "TCP, '', kubernetes.io/wss, false",
    "TCP, http, https, false"
  })
  void bytes_are_told_apart_by_server_name_where_the_port_says_tls(
      String transport, String appProtocol, String name, boolean expected) {
    Optional<String> app = Optional.of(appProtocol).filter(text -> !text.isEmpty());
    assertEquals(expected, PortProtocol.isTls(transport, app, name));
  }
}
