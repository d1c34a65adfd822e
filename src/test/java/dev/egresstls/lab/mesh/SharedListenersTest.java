package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.mesh.observed.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ServiceEntries that share a listener are told apart by server name or by address. */
class SharedListenersTest extends ChangedTutorial {
  private static final Map<String, List<String>> DNS =
      Map.of("api.example", List.of("198.51.100.5"), "other.example", List.of("192.0.2.6"));

  private void entry(String host, String addresses, String protocol, int port) {
    add(
        ("{\"kind\":\"ServiceEntry\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"default\"},"
                + "\"spec\":{\"hosts\":[\"%s\"],\"addresses\":[%s],\"ports\":[{\"name\":\"x\","
                + "\"number\":%d,\"protocol\":\"%s\"}]}}")
            .formatted(host, host, addresses, port, protocol));
  }

  private Route to(String url) {
    Observation seen = Observation.of(objects, DNS).with(capture.observed().controlPlane());
    return PathModel.trace(dial(url), seen);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example:8443, outbound|8443||api.example, the client's TLS asks for api.example",
    "https://API.example:8443, outbound|8443||api.example, the client's TLS asks for api.example",
    "https://other.example:8443, PassthroughCluster, 'this listener matches TLS "
        + "by server name, and none of its names matches'",
    "http://api.example:8443, PassthroughCluster, 'this listener matches TLS by "
        + "server name, and none of its names matches'"
  })
  void by_the_name_that_the_clients_tls_asks_for(String url, String cluster, String why) {
    entry("api.example", "", "TLS", 8443);
    entry("more.example", "", "TLS", 8443);
    Route route = to(url);
    assertEquals(Optional.of("0.0.0.0_8443"), route.listener());
    assertEquals(Optional.of(cluster), route.cluster());
    assertEquals(why, why(route, Hop.Kind.FILTER));
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.5, outbound|9000||wide.example",
    "198.51.100.200, outbound|9000||narrow.example",
    "198.51.101.5, outbound|9000||widest.example",
    "192.0.2.1, PassthroughCluster"
  })
  void by_the_narrowest_range_that_holds_the_dialled_address(String address, String cluster) {
    entry("widest.example", "\"198.51.0.0/16\"", "TCP", 9000);
    entry("narrow.example", "\"198.51.100.128/25\"", "TCP", 9000);
    entry("wide.example", "\"198.51.100.0/24\"", "TCP", 9000);
    Route route = to("http://" + address + ":9000");
    assertEquals(Optional.of("0.0.0.0_9000"), route.listener());
    assertEquals(Optional.of(cluster), route.cluster());
  }
}
