package dev.egresstls.lab.world.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.LentKubeconfig;
import dev.egresstls.lab.world.World;
import dev.egresstls.lab.world.kube.ScriptedServer;
import dev.egresstls.lab.world.local.Xdg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveWorldTest {
  @TempDir Path home;

  private LiveSettings settings(Optional<String> resolver, String... ips) {
    Xdg folders = new Xdg(Map.of(), home, "Linux");
    Map<String, String> env = Map.of("PATH", home.toString());
    return new LiveSettings(env, folders, Map.of(), resolver, List.of(ips));
  }

  @Test
  void credentials_are_in_a_file_only_while_a_tool_needs_them() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      Path state = home.resolve(".local/state/egresstls-lab");
      Files.createDirectories(state);
      Path left = Files.writeString(state.resolve("pinned-999999999.yaml"), "of a killed process");
      Path pinned;
      try (World world =
          LiveWorld.onCluster(settings(Optional.empty(), "203.0.113.10"), server.context())) {
        Cluster cluster = world.cluster().orElseThrow();
        assertEquals(World.Mode.LIVE, world.mode());
        assertFalse(Files.exists(left));
        assertEquals(0, state.toFile().list().length);
        try (LentKubeconfig lent = cluster.lend(Optional.of("other"))) {
          pinned = lent.file();
          assertTrue(pinned.startsWith(state));
          assertEquals(
              "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(pinned)));
          assertEquals(
              "other",
              Yaml.read(Files.readString(pinned)).at("contexts[0].context.namespace").text(""));
        }
        assertFalse(Files.exists(pinned));
        assertEquals(List.of("203.0.113.10"), world.names().ipv4("www.google.com"));
        assertFalse(world.commands().has("kind"));
        assertEquals(Clock.SYSTEM, world.clock());
      }
      assertEquals(0, state.toFile().list().length);
    }
  }

  @Test
  void a_cluster_that_does_not_answer_leaves_no_credentials_behind() throws Exception {
    ScriptedServer server = new ScriptedServer();
    server.close();
    LiveSettings settings = settings(Optional.empty());
    assertThrows(LabFailure.class, () -> LiveWorld.onCluster(settings, server.context()));
    assertEquals(0, home.resolve(".local/state/egresstls-lab").toFile().list().length);
  }

  @Test
  void a_cluster_that_kind_made_is_attached() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        World world = LiveWorld.withKind(settings(Optional.empty()))) {
      assertEquals(World.Mode.KIND, world.mode());
      assertEquals(Optional.empty(), world.cluster());
      Path own = world.ownKubeconfig();
      assertTrue(Files.isDirectory(own.getParent()));
      Files.writeString(own, Yaml.write(server.context().minified()));
      Cluster attached = world.attach(own, "dev");
      assertEquals(Optional.of(attached), world.cluster());
      assertEquals("dev", attached.facts().context());
    }
  }

  @Test
  void a_wrong_setting_is_told_before_anything_is_dialled() {
    LiveSettings badIp = settings(Optional.empty(), "google");
    LiveSettings badResolver = settings(Optional.of("a:b:c"));
    for (LiveSettings settings : List.of(badIp, badResolver)) {
      Problem problem =
          assertThrows(LabFailure.class, () -> LiveWorld.withKind(settings)).problem();
      assertEquals(Problem.Kind.USAGE, problem.kind());
    }
  }

  @Test
  void a_state_folder_that_cannot_be_made_is_a_problem() throws Exception {
    Files.writeString(home.resolve(".local"), "a file");
    World world = LiveWorld.withKind(settings(Optional.empty()));
    assertThrows(LabFailure.class, world::ownKubeconfig);
  }
}
