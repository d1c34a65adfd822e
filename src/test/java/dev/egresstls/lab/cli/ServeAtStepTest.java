package dev.egresstls.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.world.background.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code practice serve --at STEP}, and {@code practice wait} for it. */
@Timeout(120) // what hangs would hang for ever
class ServeAtStepTest {
  @TempDir private Path home;

  private LabOutcome lab(String... args) {
    return LabOutcome.of(home, List.of(args));
  }

  @Test
  void it_is_waited_for_until_the_steps_are_done_and_then_serves_over_tls() throws Exception {
    String file = home.resolve("served.yaml").toString();
    LabOutcome late = lab("practice", "wait", file, "--timeout", "0");
    assertEquals(3, late.code(), late.printed());
    String said = late.err().replaceAll("\\s+", " ");
    assertTrue(said.contains(file + " does not exist yet"), said);
    Thread serving =
        Threads.start(
            "serving", () -> lab("practice", "serve", "--at", "4", "--write-kubeconfig", file));
    LabOutcome ready = lab("practice", "wait", file);
    assertEquals(0, ready.code(), ready.printed());
    String kubeconfig = Files.readString(Path.of(file));
    assertTrue(kubeconfig.contains("https://127.0.0.1:"), kubeconfig);
    LabOutcome istiod = lab("get", "deploy", "istiod", "-n", "istio-system", "--kubeconfig", file);
    assertTrue(istiod.out().contains("1/1"), istiod.printed());
    serving.interrupt();
    serving.join();
    assertTrue(Files.notExists(Path.of(file)), "it goes with its cluster");
  }

  @Test
  void a_folder_is_no_kubeconfig_and_none_is_made_for_one() throws Exception {
    LabOutcome waited = lab("practice", "wait", home.toString(), "--timeout", "0");
    assertEquals(2, waited.code(), waited.printed());
    assertTrue(waited.err().replaceAll("\\s+", " ").contains("is a folder"), waited.printed());
    Path file = home.resolve("none/below/served.yaml");
    LabOutcome served = lab("practice", "serve", "--write-kubeconfig", file.toString());
    assertEquals(3, served.code(), served.printed());
    assertTrue(Files.notExists(home.resolve("none")), "no folder is left behind");
  }
}
