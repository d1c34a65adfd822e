package dev.egresstls.lab.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.FakeWorld;
import dev.egresstls.lab.world.Pods.ExecResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class SidecarDumpsTest {
  private static final NameFilter NAMES = NameFilter.of(List.of("ROOTCA", "*_443"));

  private final FakeWorld world = new FakeWorld();

  private ConfigDump read(ExecResult answer) throws InterruptedException {
    world.exec((container, argv) -> answer);
    Cluster cluster = world.cluster().orElseThrow();
    return new SidecarDumps(cluster.pods()).read("default", "curl", NAMES);
  }

  private String refused(ExecResult answer) {
    LabFailure failure = assertThrows(LabFailure.class, () -> read(answer));
    assertTrue(failure.problem().what().startsWith("the sidecar does not return"));
    return failure.problem().because().orElseThrow();
  }

  @Test
  void one_exec_asks_for_all_kinds_by_name() throws Exception {
    String dump = "{\"configs\":[{\"dynamic_active_secrets\":[{\"name\":\"ROOTCA\"}]}]}";
    assertTrue(read(new ExecResult(0, dump, "")).secret("ROOTCA").orElseThrow().active());
    assertEquals(1, world.execs().size());
    assertTrue(
        world.execs().get(0).toString().contains("GET, config_dump?name_regex=.*_443|ROOTCA"));
  }

  @Test
  void an_empty_answer_has_nothing_in_it() throws Exception {
    assertEquals(List.of(), read(new ExecResult(0, "{}\n", "")).listeners());
    assertEquals(List.of(), read(new ExecResult(0, "", "")).listeners());
  }

  @Test
  void what_is_no_dump_is_said_with_its_reason() {
    String page = "dynamic_x not found in config dump";
    assertTrue(refused(new ExecResult(0, page, "")).startsWith("its answer is not JSON"));
    assertTrue(refused(new ExecResult(0, "{\"configs\": [{", "")).contains("not JSON"));
    assertEquals(
        "pilot-agent ended with exit code 1: Error: refused",
        refused(new ExecResult(1, "no JSON", "Error: refused\n")));
  }
}
