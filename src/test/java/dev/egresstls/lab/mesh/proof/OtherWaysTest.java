package dev.egresstls.lab.mesh.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The same request in another cluster: what was predicted in one and seen in another differs at the
 * stations at which the two ways differ, and at no other.
 */
class OtherWaysTest {
  private static final List<Seen> WAYS =
      Stream.of(
              "tutorial",
              "port-80",
              "no-sidecar",
              "no-service",
              "wrong-hostname",
              "port-http-443",
              "registry-only",
              "no-policy",
              "san",
              "slice-without-label")
          .flatMap(id -> all("1.29.1/" + id))
          .toList();

  private static Stream<Seen> all(String name) {
    Optional<Capture> capture = Captures.any(name);
    return capture.stream().flatMap(one -> one.dials().stream().map(r -> Seen.of(one, r)));
  }

  private static Map<String, Station> stations(Proof proof) {
    Map<String, Station> stations = new LinkedHashMap<>();
    proof.stations().forEach(one -> stations.put(one.title(), one));
    return stations;
  }

  @Test
  void two_ways_differ_where_they_differ() {
    int compared = 0;
    List<String> faults = new ArrayList<>();
    for (Seen one : WAYS) {
      Map<String, Station> own = stations(one.proof());
      for (Seen other : WAYS) {
        if (one.predicted().dial().equals(other.predicted().dial())) {
          RequestEvidence sighting = other.proof().sighting();
          Proof crossed = Proof.of(one.predicted(), Set.of(), sighting, Map.of());
          Map<String, Station> theirs = stations(other.proof());
          compare(faults, own, theirs, stations(crossed));
          compared++;
        }
      }
    }
    assertEquals(List.of(), faults);
    assertTrue(compared > 40, "" + compared);
  }

  /** What an origin answers is its own affair, and of several ends any may be taken. */
  private static void compare(
      List<String> faults,
      Map<String, Station> own,
      Map<String, Station> theirs,
      Map<String, Station> crossed) {
    for (Map.Entry<String, Station> one : own.entrySet()) {
      String title = one.getKey();
      Optional<Station> there = Optional.ofNullable(theirs.get(title));
      if (there.isEmpty() && title.equals("route")) {
        continue; // is said of requests that were read
      }
      boolean same =
          there.filter(o -> o.predicted().equals(one.getValue().predicted())).isPresent();
      String words = one.getValue().predicted();
      boolean open = words.contains(" or ") || (title.equals("curl") && words.contains("HTTP 2"));
      Station.Result result = crossed.get(title).result();
      if (!open && same != (result == Station.Result.SAME)) {
        faults.add(title + " " + one.getValue() + " beside " + there);
      }
    }
  }

  @Test
  void a_dump_that_was_not_read_hides_what_only_it_shows() {
    Proof proof = all("1.29.1/tutorial").findFirst().orElseThrow().proof(Optional.empty());
    assertEquals(List.of("listener not seen: ", "TLS not seen: "), Seen.odd(proof));
    assertEquals("it may not be read", proof.unseen().get(0).evidence());
    Proof none =
        all("1.29.1/tutorial")
            .findFirst()
            .orElseThrow()
            .proof(Optional.of(ConfigDump.read(Tree.object())));
    assertEquals(List.of("listener", "TLS"), none.unseen().stream().map(Station::title).toList());
  }

  @Test
  void an_ipv6_address_in_the_log_is_where_the_client_connected_to() {
    Seen tutorial = all("1.29.1/tutorial").findFirst().orElseThrow();
    Proof proof =
        tutorial.line(line -> line.replace(" 203.0.113.10:443 10.", " [fd00::1]:8443 10.")).proof();
    assertEquals(
        List.of("DNS differs: fd00::1", "iptables differs: [::1]:15001", "listener not seen: "),
        Seen.odd(proof).subList(0, 3));
  }

  @Test
  void what_was_seen_of_the_end_is_told_whoever_spoke_tls() {
    for (Seen way : WAYS) {
      Proof proof = way.proof();
      boolean tls = proof.seen().route().client().tls();
      assertEquals(
          proof.seen().route().tls().isPresent() || way.predicted().dial().speaksTls(), tls);
      assertEquals(way.line().isPresent(), proof.seen().route().accessLog().logged());
      String by = way.sidecar() ? "access log: " : "pod: ";
      Station taken = stations(proof).get("iptables");
      assertTrue(taken.evidence().startsWith(by), taken.toString());
    }
  }

  @Test
  void a_report_says_what_differs_and_names_no_address() {
    Seen tutorial = all("1.29.1/tutorial").findFirst().orElseThrow();
    List<String> report =
        ProofReport.of(tutorial.line(line -> line.replace("443 10.", "444 10.")).proof());
    String text = String.join("\n", report);
    assertTrue(text.contains("DNS") || text.contains("listener"), text);
    assertTrue(!text.contains("203.0.113") && !text.contains("gateway"), text);
  }
}
