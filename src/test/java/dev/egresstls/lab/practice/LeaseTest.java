package dev.egresstls.lab.practice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.ledger.ClusterLease;
import dev.egresstls.lab.ledger.ClusterLease.Holder;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people on two machines, one namespace. */
class LeaseTest {
  private static final Ref LEASE =
      new Ref("coordination.k8s.io/v1", "Lease", Optional.of("default"), "egresstls-lab");

  private final List<String> said = new ArrayList<>();
  private final Set<Long> alive = new java.util.HashSet<>(Set.of(1L, 2L));
  private Instant now = Instant.parse("2026-05-04T12:00:00Z");
  private PracticeSite site;
  private Resources resources;

  @BeforeEach
  void open() throws Exception {
    site = PracticeSite.empty("1.27.9");
    site.tool("kind", "create", "cluster");
    resources = site.world.cluster().orElseThrow().resources();
  }

  @AfterEach
  void close() {
    site.close();
  }

  private ClusterLease lease(String user, String host, long pid) {
    Clock clock =
        new Clock() {
          @Override
          public Instant now() {
            return now;
          }

          @Override
          public long nanos() {
            return 0;
          }
        };
    Holder holder = new Holder(user, host, pid, alive::contains);
    return new ClusterLease(resources, "default", clock, holder, said::add);
  }

  private String holder() {
    return resources.get(LEASE).orElseThrow().at("spec.holderIdentity").text("");
  }

  @Test
  void the_second_is_told_who_holds_it_since_when_until_the_first_gives_it_back() {
    try (ClusterLease ana = lease("ana", "laptop", 1);
        ClusterLease bob = lease("bob", "desk", 2)) {
      ana.acquire();
      assertEquals("ana@laptop/1", holder());
      Problem problem = assertThrows(LabFailure.class, bob::acquire).problem();
      assertEquals(Problem.Kind.PRECONDITION, problem.kind());
      assertEquals(
          "ana@laptop/1 has held the lab in namespace default since " + "2026-05-04T12:00:00Z",
          problem.what());
      ana.acquire();
      ana.release();
      assertEquals(Optional.empty(), resources.get(LEASE));
      bob.acquire();
      assertEquals("bob@desk/2", holder());
    }
    assertEquals(Optional.empty(), resources.get(LEASE));
    assertEquals(List.of(), said);
  }

  @Test
  void one_that_has_run_out_is_taken_over_and_its_holder_notices_before_the_next_change() {
    try (ClusterLease ana = lease("ana", "laptop", 1);
        ClusterLease bob = lease("bob", "desk", 2)) {
      ana.acquire();
      now = now.plusSeconds(59);
      assertThrows(LabFailure.class, bob::acquire);
      now = now.plusSeconds(2);
      bob.acquire();
      assertEquals("bob@desk/2", holder());
      assertTrue(
          assertThrows(LabFailure.class, ana::acquire).problem().what().contains("bob@desk/2"));
      ana.release();
      assertEquals("bob@desk/2", holder());
    }
  }

  @Test
  void one_of_a_process_of_this_machine_that_has_ended_is_taken_over_at_once() {
    ClusterLease killed = lease("ana", "laptop", 1);
    killed.acquire();
    alive.remove(1L);
    try (ClusterLease elsewhere = lease("bob", "desk", 2);
        ClusterLease next = lease("ana", "laptop", 2)) {
      assertThrows(LabFailure.class, elsewhere::acquire);
      next.acquire();
      assertEquals("ana@laptop/2", holder());
    }
  }

  @Test
  void one_that_was_emptied_by_hand_is_free() {
    resources.create(
        Tree.object(
            "apiVersion",
            "coordination.k8s.io/v1",
            "kind",
            "Lease",
            "metadata",
            Tree.object("name", "egresstls-lab", "namespace", "default"),
            "spec",
            Tree.object("leaseDurationSeconds", 60)));
    try (ClusterLease ana = lease("ana", "laptop", 1)) {
      ana.acquire();
      assertEquals("ana@laptop/1", holder());
    }
  }
}
