package dev.egresstls.lab.world.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNamesTest {
  private NameServer server;

  @BeforeEach
  void start() throws Exception {
    server = new NameServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> ask(String host) throws InterruptedException {
    return DnsNames.of("127.0.0.1:" + server.port()).ipv4(host);
  }

  private Problem problem(String host) {
    return assertThrows(LabFailure.class, () -> ask(host)).problem();
  }

  @Test
  void addresses_come_once_each_and_sorted_as_text() throws Exception {
    server.answers("many.example.", "203.0.113.9", "203.0.113.10", "203.0.113.9", "198.51.100.7");
    assertEquals(List.of("198.51.100.7", "203.0.113.10", "203.0.113.9"), ask("many.example"));
  }

  @Test
  void aliases_are_followed() throws Exception {
    server.isAlias("www.example.", "edge.example.");
    server.answers("edge.example.", "203.0.113.10");
    assertEquals(List.of("203.0.113.10"), ask("www.example"));
  }

  @Test
  void the_hosts_file_and_search_lists_play_no_part() {
    assertEquals("localhost does not exist in DNS", problem("localhost").what());
  }

  @Test
  void a_name_that_does_not_exist_is_a_problem_with_ways_out() {
    Problem problem = problem("nowhere.example");
    assertEquals(Problem.Kind.PRECONDITION, problem.kind());
    assertEquals("nowhere.example does not exist in DNS", problem.what());
    assertTrue(problem.because().orElseThrow().contains("NXDOMAIN"));
    assertTrue(problem.tries().stream().anyMatch(next -> next.startsWith("--resolver ")));
    assertTrue(problem.tries().stream().anyMatch(next -> next.startsWith("--ips ")));
  }

  @Test
  void a_name_without_ipv4_addresses_says_so() {
    server.answers("six.example.");
    assertEquals("six.example has no IPv4 address in DNS", problem("six.example").what());
  }

  @Test
  void a_name_server_that_fails_is_told_with_its_answer() {
    server.fails("broken.example.");
    String because = problem("broken.example").because().orElseThrow();
    assertTrue(because.contains("SERVFAIL"), because);
  }

  @Test
  void a_silent_name_server_is_given_up_on() {
    server.ignores("slow.example.");
    Problem problem = problem("slow.example");
    assertEquals("slow.example cannot be looked up: no name server answers", problem.what());
    assertEquals("no answer from 127.0.0.1:" + server.port(), problem.because().get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "host:port", "host:0", "host:70000", "[::1"})
  void a_resolver_that_is_none_is_a_mistake_on_the_command_line(String text) {
    Problem problem = assertThrows(LabFailure.class, () -> DnsNames.of(text)).problem();
    assertEquals(Problem.Kind.USAGE, problem.kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", "."})
  void a_host_that_is_no_name_is_a_problem(String host) {
    assertThrows(LabFailure.class, () -> ask(host));
  }

  @Test
  void given_addresses_are_sorted_and_stand_for_every_host() throws Exception {
    FixedNames names = new FixedNames(List.of(" 203.0.113.11", "203.0.113.10", "203.0.113.11"));
    assertEquals(List.of("203.0.113.10", "203.0.113.11"), names.ipv4("anything"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.2.3", "256.1.1.1", "1.2.3.4.5", "::1", "01.2.3.4", "www.google.com", ""})
  void a_given_address_that_is_none_is_a_mistake_on_the_command_line(String text) {
    Problem problem = assertThrows(LabFailure.class, () -> new FixedNames(List.of(text))).problem();
    assertEquals(Problem.Kind.USAGE, problem.kind());
  }
}
