package dev.egresstls.lab.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.explain.context.Row;
import dev.egresstls.lab.explain.known.KnownCauses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Why {@code trace} says that a connection does not take the good way, and which cause {@code why}
 * names for it. A reason that the path model gets needs a row here, so that the two cannot differ.
 */
class TraceReasonsTest {
  private static final Path BUNDLE =
      Path.of("src/main/resources/dev/egresstls/lab/message/messages.properties");

  /** The good way, or what a step's own check already says. */
  private static final Set<String> NO_FAULT =
      Set.of(
          "mesh.redirect.taken",
          "mesh.sidecar.has",
          "mesh.redirect.refused",
          "mesh.redirect.notSent",
          "mesh.redirect.notRedirected",
          // the lab's host is never the pod itself
          "mesh.redirect.loopback",
          // the practice cluster has no pods of one family alone; a pod gets it from its cluster
          "mesh.redirect.noIpv6",
          "mesh.redirect.noIpv4");

  private static final Map<String, String> CAUSES = new LinkedHashMap<>();

  static {
    CAUSES.put("mesh.redirect.notReady", "sidecar-not-ready");
    CAUSES.put("mesh.redirect.proxyUser", "runs-as-proxy");
    CAUSES.put("mesh.redirect.nothing", "redirection-off");
    CAUSES.put("mesh.redirect.port", "port-excluded");
    CAUSES.put("mesh.redirect.range", "range-excluded");
    CAUSES.put("mesh.redirect.others", "range-excluded");
    CAUSES.put("mesh.noListener.noSlice", "slice-missing");
    CAUSES.put("mesh.noListener.notInSlice", "address-not-in-slice");
    CAUSES.put("mesh.noListener.notExported", "service-not-exported");
    CAUSES.put("mesh.noListener.notImported", "sidecar-hides-service");
    CAUSES.put("mesh.noListener.kept", "services-not-exported");
    CAUSES.put("mesh.noListener.notHeadless", "service-has-cluster-ip");
    CAUSES.put("mesh.noListener.noPort", "port-missing");
    CAUSES.put("mesh.noListener.fqdn", "slice-fqdn");
    CAUSES.put("mesh.noListener.otherPort", "slice-port-mismatch");
    CAUSES.put("mesh.noListener.noLabel", "slice-not-labelled");
    CAUSES.put("mesh.noListener.serviceGone", "service-missing");
    CAUSES.put("mesh.discovery.leftOut", "namespace-not-discovered");
    CAUSES.put("mesh.sidecar.noPod", "client-missing");
    CAUSES.put("mesh.sidecar.optedOut", "pod-opted-out");
    CAUSES.put("mesh.sidecar.none", "namespace-not-labelled");
    CAUSES.put("mesh.absent.namespace", "policy-wrong-namespace");
    CAUSES.put("mesh.absent.ignored", "policy-ignored");
    CAUSES.put("mesh.absent.earlier", "policy-not-reconciled");
    CAUSES.put("mesh.absent.noIstiod", "istiod-missing");
    CAUSES.put("mesh.absent.kind", "policy-targets-another");
    CAUSES.put("mesh.absent.unknownKind", "track-mix");
    CAUSES.put("mesh.absent.flagOff", "alpha-flag-off");
    CAUSES.put("mesh.absent.bundle", "crd-too-old");
    CAUSES.put("mesh.absent.notServed", "crd-version-not-served");
  }

  @Test
  void every_reason_of_the_path_model_is_a_cause_or_no_fault() throws IOException {
    Set<String> said = new TreeSet<>();
    Files.readAllLines(BUNDLE).stream()
        .filter(line -> line.matches("mesh\\.(redirect|noListener|discovery|sidecar|absent)\\..*"))
        .map(line -> line.substring(0, line.indexOf('=')))
        .forEach(said::add);
    Set<String> placed = new TreeSet<>(CAUSES.keySet());
    placed.addAll(NO_FAULT);
    assertEquals(placed, said);
    List<String> ids = KnownCauses.ALL.stream().map(Row::id).toList();
    CAUSES.forEach((reason, cause) -> assertEquals(List.of(cause), one(ids, cause), reason));
  }

  private static List<String> one(List<String> ids, String id) {
    return ids.stream().filter(id::equals).toList();
  }
}
