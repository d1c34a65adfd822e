package dev.egresstls.lab.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.explain.causes.KnownCauses;
import dev.egresstls.lab.explain.context.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Why {@code trace} says that a connection does not take the good way, and which cause {@code why}
 * names for it. A reason that the path model gets needs a row here, so that the two cannot differ.
 */
class TraceReasonsTest {
  /** The good way, or what a step's own check already says. */
  private static final Set<String> NO_FAULT =
      Set.of(
          "mesh.redirect.taken",
          "mesh.sidecar.has",
          "mesh.redirect.refused",
          "mesh.redirect.notSent",
          "mesh.redirect.notRedirected",
          // the lab's host is never the pod itself, nor an address, nor a Service
          "mesh.redirect.loopback",
          "mesh.dns.address",
          "mesh.dns.alias",
          "mesh.dns.clusterIp",
          "mesh.dns.headless",
          // who has that address says the next hop
          "mesh.dns.told",
          "mesh.dns.none",
          "mesh.dns.each",
          "mesh.dns.outside.one",
          "mesh.dns.outside.many",
          "mesh.dns.pod",
          "mesh.dns.localhost",
          "mesh.dns.inside.one",
          "mesh.dns.inside.both",
          "mesh.dns.inside.all",
          "mesh.rule.targets",
          // mutual TLS between sidecars: the lab's addresses have none, and a policy goes before it
          "mesh.auto.asked",
          "mesh.auto.each",
          "mesh.auto.refused");

  @Test
  void every_reason_of_the_path_model_is_a_cause_or_no_fault() throws IOException {
    Set<String> said = new TreeSet<>();
    Files.readAllLines(TraceReasons.BUNDLE).stream()
        .filter(
            line ->
                line.matches(
                    "mesh\\.(redirect|noListener|discovery|sidecar|absent|dns|rule|auto)\\..*"))
        .map(line -> line.substring(0, line.indexOf('=')))
        .forEach(said::add);
    Set<String> placed = new TreeSet<>(TraceReasons.CAUSES.keySet());
    // Of what the end is like, only what has a cause of its own is in the table.
    placed.removeIf(key -> key.matches("(trace|mesh)\\.(assume|answer|cluster|listener)\\..*"));
    placed.addAll(NO_FAULT);
    assertEquals(placed, said);
    List<String> ids = KnownCauses.ALL.stream().map(Row::id).toList();
    TraceReasons.CAUSES.forEach(
        (reason, causes) -> assertTrue(ids.containsAll(causes), reason + ": " + causes));
  }
}
