package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.background.Threads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code practice serve --at STEP}, and a script that waits for its kubeconfig. */
@Timeout(120) // what hangs would hang for ever
class ServeAtStepTest {
  @TempDir private Path home;

  @Test
  void the_kubeconfig_is_written_when_the_steps_are_done() throws Exception {
    Path folder = Files.createDirectory(home.resolve("out"));
    Path file = folder.resolve("served.yaml");
    List<String> args =
        List.of("practice", "serve", "--at", "4", "--write-kubeconfig", file.toString());
    try (WatchService changes = folder.getFileSystem().newWatchService()) {
      folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
      Thread serving = Threads.start("serving", () -> LabOutcome.of(home, args));
      while (!Files.exists(file)) {
        assertTrue(changes.take().reset());
      }
      String server = Yaml.read(Files.readString(file)).at("clusters[0].cluster.server").text("");
      HttpRequest istiod =
          HttpRequest.newBuilder(
                  URI.create(server + "/apis/apps/v1/namespaces/istio-system/deployments/istiod"))
              .build();
      assertEquals(
          200,
          HttpClient.newHttpClient()
              .send(istiod, HttpResponse.BodyHandlers.discarding())
              .statusCode());
      serving.interrupt();
      serving.join();
    }
    assertTrue(Files.notExists(file), "it goes with its cluster");
  }
}
