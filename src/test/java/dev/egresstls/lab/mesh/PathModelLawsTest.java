package dev.egresstls.lab.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.config.ClusterConfig;
import dev.egresstls.lab.mesh.config.Filter;
import dev.egresstls.lab.mesh.config.ListenerConfig;
import dev.egresstls.lab.mesh.config.SidecarConfig;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class PathModelLawsTest {
  private static final int CASES = 2000;
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  private static void everyCase(BiConsumer<Observation, Route> law) {
    for (int seed = 0; seed < CASES; seed++) {
      RandomClusters clusters = new RandomClusters(seed);
      Observation seen = clusters.observed(clusters.objects());
      Route route = PathModel.trace(clusters.dial(), seen);
      try {
        law.accept(seen, route);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", " + route + ": " + e.getMessage(), e);
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
    everyCase(
        (seen, route) -> {
          if (route.listener().filter(ListenerConfig.VIRTUAL_OUTBOUND::equals).isPresent()) {
            assertEquals(seen.controlPlane().outbound().cluster(), route.cluster().orElseThrow());
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
  void an_original_dst_cluster_connects_to_the_dialled_address_and_port() {
    everyCase(
        (seen, route) -> {
          if (route.clusterType().filter(ClusterConfig.ORIGINAL_DST::equals).isPresent()) {
            String dialled = route.address().orElseThrow() + ":" + route.dial().port();
            assertEquals(dialled, route.upstream().orElseThrow());
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
    everyCase(
        (seen, route) -> {
          SidecarConfig config = SidecarConfig.expected(seen, "default", "curl-1");
          for (ListenerConfig listener : config.listeners()) {
            assertTrue(config.cluster(listener.cluster()).isPresent(), listener.name());
          }
          List<String> secrets = config.secrets().stream().map(secret -> secret.name()).toList();
          for (ClusterConfig cluster : config.clusters()) {
            cluster.tls().ifPresent(tls -> assertTrue(secrets.contains(tls.ca())));
          }
        });
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

  @Test
  void a_status_once_written_is_not_written_again() {
    for (int seed = 0; seed < CASES; seed++) {
      RandomClusters clusters = new RandomClusters(seed);
      Observation seen = clusters.observed(clusters.objects());
      List<Tree> objects = new ArrayList<>();
      for (PolicyOutcome outcome : Policies.judge(seen)) {
        Tree status = outcome.status(NOW);
        objects.add(
            status.isMissing() ? outcome.policy() : outcome.policy().with("status", status));
      }
      seen.all("Service").forEach(objects::add);
      seen.all("ConfigMap").forEach(objects::add);
      Observation later = Observation.of(objects, seen.dns()).with(seen.controlPlane());
      later = seen.crd().map(later::with).orElse(later);
      for (PolicyOutcome outcome : Policies.judge(later)) {
        assertEquals(outcome.policy().get("status"), outcome.status(NOW.plusSeconds(9)), "" + seed);
      }
    }
  }

  @Test
  void the_order_in_which_objects_are_read_does_not_matter() {
    for (int seed = 0; seed < CASES; seed++) {
      List<Tree> objects = new ArrayList<>(new RandomClusters(seed).objects());
      objects.removeIf(object -> twin(objects, object));
      Route one = trace(seed, objects);
      Collections.shuffle(objects, new Random(seed));
      Route other = trace(seed, objects);
      assertEquals(one.listener(), other.listener(), "" + seed);
      assertEquals(one.cluster(), other.cluster(), "" + seed);
      assertEquals(one.tls(), other.tls(), "" + seed);
    }
  }

  private static boolean twin(List<Tree> objects, Tree object) {
    return objects.stream().filter(o -> Names.of(o).equals(Names.of(object))).count() > 1;
  }

  private static Route trace(int seed, List<Tree> objects) {
    RandomClusters clusters = new RandomClusters(seed);
    clusters.objects();
    Observation seen = clusters.observed(objects);
    return PathModel.trace(clusters.dial(), seen);
  }
}
