package dev.egresstls.lab.mesh.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
  @ParameterizedTest
  @CsvSource({
    "a.example, a.example, true",
    "a.example, b.example, false",
    "a.example, *.example, false",
    "*.example, a.example, true",
    "*.example, example, false",
    "*shop.example, shop.example, true",
    "*.example, *.a.example, true",
    "*.a.example, *.example, false",
    "*, a.example, true",
    "*, *.example, true",
  })
  void a_pattern_covers_what_ends_as_it_does(String pattern, String host, boolean covers) {
    assertEquals(covers, Hosts.covers(pattern, host));
    assertEquals(covers || Hosts.covers(host, pattern), Hosts.overlap(host, pattern));
  }

  @ParameterizedTest
  @CsvSource({
    "shop, shop.default.svc.cluster.local",
    "shop.other, shop.other",
    "*, *",
    "'', ''",
    "'fd00::1', 'fd00::1'",
  })
  void a_name_without_a_dot_is_a_service_beside_the_rule(String host, String full) {
    assertEquals(full, Hosts.full(host, "default"));
  }
}
