package dev.egresstls.lab.world.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.ChildJvm;
import dev.egresstls.lab.check.NameFilter;
import dev.egresstls.lab.check.SidecarDumps;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.LargeDump;
import dev.egresstls.lab.practice.api.ApiServer;
import dev.egresstls.lab.practice.store.Housekeeping;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Pods;
import dev.egresstls.lab.world.kube.config.ClientConfigs;
import dev.egresstls.lab.world.kube.config.KubeContext;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A config dump of more than 20 MB through exec: what a process takes for it beyond what it takes
 * for a small one stays below 64 MiB, for it has no more.
 */
@Timeout(300)
class LargeDumpOverExecTest {
  private static final int SMALL = 10;
  private static final int LARGE = 12_000;
  private static final long MEBIBYTE = 1024 * 1024;

  @TempDir Path folder;

  /** The child: reads the dump of the pod {@code curl} in a cluster. */
  public static final class Reading {
    private Reading() {}

    public static void main(String[] args) throws Exception {
      Path file = Path.of(args[0]);
      KubeContext context = Kubeconfig.read(List.of(file)).context(Optional.empty());
      Duration patience = Duration.ofMinutes(2);
      Pods pods =
          new KubePods(
              new dev.egresstls.lab.world.kube.rest.ApiClient(
                  ClientConfigs.client(context, uri -> Optional.empty(), patience), context));
      NameFilter names = NameFilter.of(List.of(LargeDump.WANTED, "203.0.113.10_*"));
      ConfigDump dump = new SidecarDumps(pods).read("default", "curl", names);
      ChildJvm.say(
          dump.clusters().size() + " " + dump.listeners().size() + " " + ChildJvm.heapInUse());
      Runtime.getRuntime().halt(0);
    }
  }

  @Test
  void it_takes_less_than_64_mebibytes_on_top() throws Exception {
    String[] small = child(SMALL, "256m").split(" ");
    long base = Long.parseLong(small[2]) / MEBIBYTE + 1;
    String[] large = child(LARGE, base + 64 + "m").split(" ");
    assertEquals("1 1", large[0] + " " + large[1]);
    long kept = Long.parseLong(large[2]) / MEBIBYTE;
    Path figures = Files.createDirectories(Path.of("target")).resolve("large-dump.txt");
    Files.writeString(
        figures,
        "config dump of %d clusters and %d listeners over exec: %d MiB kept, base %d MiB, limit %d MiB%n"
            .formatted(LARGE, LARGE, kept, base, base + 64));
    assertTrue(kept <= base + 2, Files.readString(figures));
  }

  private String child(int entries, String heap) throws Exception {
    ObjectStore store = Housekeeping.newStore();
    if (store.get("namespaces", "", "default").isEmpty()) {
      store.create("namespaces", Yaml.read("{metadata: {name: default}}"), "test");
    }
    String pod = KubePodsTest.POD.replace("name: curl, image", "name: istio-proxy, image");
    store.create("pods", Yaml.read(pod), "test");
    store.modifyStatus(
        "pods",
        "default",
        "curl",
        "test",
        found ->
            found.with(
                "status",
                Yaml.read(pod.replace("{name: curl", "{name: istio-proxy")).get("status")));
    try (ApiServer server = ApiServer.start(store, new ShortKubelet(entries), "secret")) {
      Path file = Files.writeString(folder.resolve(entries + ".yaml"), server.kubeconfig("dev"));
      ChildJvm.Ended ended = ChildJvm.run(Reading.class, heap, file.toString());
      assertEquals(0, ended.exit(), ended.said());
      return ended.said();
    } finally {
      store.close();
    }
  }
}
