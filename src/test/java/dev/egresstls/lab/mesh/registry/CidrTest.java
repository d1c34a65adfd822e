package dev.egresstls.lab.mesh.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24, 203.0.113.255, true",
    "203.0.113.0/24, 203.0.114.0, false",
    "203.0.113.7/24, 203.0.113.9, true",
    "203.0.113.10, 203.0.113.10, true",
    "203.0.113.10/32, 203.0.113.11, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "0.0.0.0/0, nobody, false",
    "::/0, 203.0.113.10, false",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8, true",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:9, false",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0, true",
    "::8, 0:0:0:0:0:0:0:8, true",
    "2001:DB8::A/128, 2001:db8::a, true"
  })
  void a_range_holds_the_addresses_that_begin_as_it_does(
      String range, String address, boolean holds) {
    assertEquals(holds, Cidr.parse(range).orElseThrow().holds(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/24",
        "www.google.com",
        "203.0.113",
        "203.0.113.256",
        "203.0.113.0/33",
        "203.0.113.0/",
        "2001:db8::/129",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "1::2::3",
        "2001:dg8::1",
        "2001:db800::1"
      })
  void anything_else_is_none(String text) {
    assertTrue(Cidr.parse(text).isEmpty());
    assertFalse(Cidr.isAddress(text));
  }

  @Test
  void a_range_of_one_address_is_written_as_the_address() {
    assertEquals("203.0.113.10", Cidr.withoutFullMask("203.0.113.10/32"));
    assertEquals("2001:db8::10", Cidr.withoutFullMask("2001:db8::10/128"));
    assertEquals("203.0.113.10/31", Cidr.withoutFullMask("203.0.113.10/31"));
    assertEquals("203.0.113.10", Cidr.withoutFullMask("203.0.113.10"));
    assertTrue(Cidr.isAddress("203.0.113.255"));
    assertFalse(Cidr.isAddress("203.0.113.10/32"));
  }
}
