package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.mesh.outcome.HostPort;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.sidecar.Chain;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PathModelLawsTest {
  private static final int CASES = 10_000;
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  private record Case(int seed, Observation seen, SidecarConfig config, Route route) {}

  private static final List<Case> ALL =
      IntStream.range(0, CASES).mapToObj(PathModelLawsTest::one).toList();

  private static Case one(int seed) {
    RandomClusters clusters = new RandomClusters(seed);
    Observation seen = clusters.observed(clusters.objects());
    Dial dial = clusters.dial();
    SidecarConfig config = SidecarConfig.expected(seen, "default", dial.pod());
    return new Case(seed, seen, config, PathModel.trace(dial, seen, config));
  }

  private static void everyCase(BiConsumer<Observation, Route> law) {
    every(one -> law.accept(one.seen, one.route));
  }

  private static void everyConfig(BiConsumer<SidecarConfig, Route> law) {
    every(one -> law.accept(one.config, one.route));
  }

  private static void every(Consumer<Case> law) {
    for (Case one : ALL) {
      try {
        law.accept(one);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + one.seed + ", " + one.route + ": " + e.getMessage(), e);
      }
    }
  }

  private static Sidecar sidecar(Observation seen, Route route) {
    return Sidecar.of(
        seen.find("Pod", route.dial().namespace(), route.dial().pod()).orElse(Tree.MISSING));
  }

  @Test
  void without_a_sidecar_there_is_no_listener_no_cluster_and_no_log() {
    everyCase(
        (seen, route) -> {
          if (!sidecar(seen, route).present()) {
            assertTrue(route.listener().isEmpty() && route.cluster().isEmpty());
            assertEquals(Filter.NONE, route.filter());
            assertFalse(route.accessLog().logged());
          }
        });
  }

  @Test
  void what_no_listener_is_for_passes_through_or_is_refused() {
    everyConfig(
        (config, route) -> {
          if (route.listener().filter(ListenerConfig.VIRTUAL_OUTBOUND::equals).isPresent()) {
            assertEquals(config.scope().outbound().cluster(), route.cluster().orElseThrow());
          }
        });
  }

  @Test
  void the_sidecar_starts_tls_only_where_a_policy_or_a_rule_is_in_force() {
    everyCase(
        (seen, route) -> {
          if (route.tls().isPresent()) {
            boolean policy =
                Policies.judge(seen).stream()
                    .flatMap(outcome -> outcome.targets().stream())
                    .anyMatch(target -> target.inForce() && target.tls().equals(route.tls()));
            assertTrue(policy || !seen.all("DestinationRule").isEmpty());
            assertTrue(route.cluster().orElseThrow().startsWith("outbound|"));
          }
        });
  }

  @Test
  void an_original_dst_cluster_connects_to_the_dialled_address_and_port_unless_overridden() {
    everyConfig(
        (config, route) -> {
          if (route.clusterType().filter(ClusterConfig.ORIGINAL_DST::equals).isPresent()) {
            int port =
                config
                    .cluster(route.cluster().orElseThrow())
                    .orElseThrow()
                    .portOverride()
                    .orElse(route.dial().port());
            String dialled = HostPort.of(route.address().orElseThrow(), port);
            assertEquals(List.of(dialled), route.upstreams());
          }
        });
  }

  @Test
  void every_way_ends_in_a_verdict() {
    everyCase(
        (seen, route) -> {
          assertFalse(route.client().exits().isEmpty());
          assertFalse(route.outlook().isEmpty());
          assertEquals(route.upstreams().isEmpty(), route.upstream().isEmpty());
          boolean ended = route.address().isEmpty() || route.upstream().isPresent();
          boolean refused =
              route.client().exits().get(0) != 0 || route.client().server().isPresent();
          assertTrue(ended || refused);
        });
  }

  @Test
  void a_client_sees_the_services_that_are_exported_to_it_alone() {
    everyConfig(
        (config, route) -> {
          for (MeshService service : config.scope().services()) {
            Set<String> to = service.exportTo();
            boolean own = to.contains(".") && service.namespace().equals("default");
            assertTrue(to.isEmpty() || own || to.contains("*") || to.contains("default"));
          }
        });
  }

  @Test
  void tls_from_the_client_is_never_read_as_http() {
    everyCase(
        (seen, route) ->
            assertFalse(
                route.dial().scheme().equalsIgnoreCase("https") && route.filter() == Filter.HTTP));
  }

  @Test
  void hops_come_in_order_and_each_once() {
    everyCase(
        (seen, route) -> {
          List<Hop.Kind> kinds = route.hops().stream().map(Hop::kind).toList();
          assertEquals(kinds.stream().distinct().sorted().toList(), kinds);
          assertEquals(Hop.Kind.DNS, kinds.get(0));
        });
  }

  @Test
  void curl_sees_an_answer_exactly_if_it_exits_with_0() {
    everyCase(
        (seen, route) -> {
          if (!route.client().exits().isEmpty() && route.client().httpCode().isPresent()) {
            boolean answer = route.client().httpCode().get() > 0;
            assertEquals(route.client().exits().get(0) == 0, answer);
          }
        });
  }

  @Test
  void every_listener_leads_to_a_cluster_and_every_tls_has_its_secret() {
    everyConfig(
        (config, route) -> {
          for (ListenerConfig listener : config.listeners()) {
            for (Chain chain : listener.chains()) {
              boolean there = config.cluster(chain.cluster()).isPresent();
              boolean byHost = chain.cluster().isEmpty();
              assertTrue(there || byHost || claimed(config, chain), listener.name());
            }
          }
          List<String> secrets = config.secrets().stream().map(secret -> secret.name()).toList();
          for (ClusterConfig cluster : config.clusters()) {
            cluster.tls().ifPresent(tls -> assertTrue(secrets.contains(tls.ca())));
          }
        });
  }

  /** Two services of one host that cannot be put together: only the first has clusters. */
  private static boolean claimed(SidecarConfig config, Chain chain) {
    String host = chain.cluster().replaceFirst(".*[|]", "");
    return config.scope().services().stream().filter(s -> s.host().equals(host)).count() > 1;
  }

  @Test
  void policies_that_are_ignored_get_no_status() {
    everyCase(
        (seen, route) -> {
          for (PolicyOutcome outcome : Policies.judge(seen)) {
            assertEquals(Policies.ignored(seen), outcome.ignored());
            assertTrue(outcome.ignored().isEmpty() || outcome.targets().isEmpty());
          }
        });
  }
}
