package dev.egresstls.lab.cli;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Clock;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.kube.KubeCluster;
import dev.egresstls.lab.world.kube.config.Kubeconfig;
import dev.egresstls.lab.world.kube.fault.FaultProxy;
import dev.egresstls.lab.world.kube.rest.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A served practice cluster, a lab, and a proxy between them that makes faults. */
final class FaultSite implements AutoCloseable {
  /** How often the lab's own objects were changed in a run without a fault: once each. */
  static final Map<String, Long> UNTROUBLED =
      Map.of(
          "Service google-headless", 1L,
          "EndpointSlice google-headless", 1L,
          "BackendTLSPolicy google-tls", 1L);

  /** With pauses so short that a table of faults takes no two minutes. */
  private static final Timing QUICK =
      new Timing(
          Duration.ofSeconds(60),
          Duration.ofSeconds(65),
          Duration.ofMillis(500),
          Clock.SYSTEM,
          pause -> Timing.SYSTEM.pauses().pause(pause.dividedBy(50)));

  /** What stays silent is given up on after this in the place of the usual 15 and 40 s. */
  private static final Duration LITTLE = Duration.ofSeconds(3);

  private final Path home;
  private final PracticeCluster served;
  private final FaultProxy proxy;
  private final Path kubeconfig;
  private LabOutcome outcome;

  FaultSite(Path home) throws Exception {
    this.home = home;
    served =
        PracticeCluster.start(PracticeOptions.withIstio("1.27.9").with(ReconcilePace.IMMEDIATE));
    proxy = new FaultProxy(served.url());
    kubeconfig = Files.writeString(home.resolve("config"), proxy.through(served.kubeconfig()));
  }

  FaultProxy proxy() {
    return proxy;
  }

  int lab(String... args) {
    return lab(QUICK, args);
  }

  int labWithLittlePatience(String... args) {
    return lab(QUICK.atMost(LITTLE), args);
  }

  private int lab(Timing timing, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    outcome = LabOutcome.of(home, all, Map.of(), timing);
    return outcome.code();
  }

  /** What was printed last, in one line. */
  String printed() {
    return outcome.printed().replaceAll("\\s+", " ");
  }

  /** How often the spec of each object of the lab's own was changed, by its generation. */
  Map<String, Long> changed() throws Exception {
    Path file = Files.writeString(home.resolve("direct"), served.kubeconfig());
    Map<String, Long> generations = new TreeMap<>();
    try (KubeCluster client =
        KubeCluster.connect(
            Kubeconfig.read(List.of(file)).context(Optional.empty()),
            home.resolve("direct-pinned"),
            uri -> Optional.empty(),
            Duration.ofMinutes(1))) {
      for (Query query :
          List.of(
              Query.in("default", "v1", "Service"),
              Query.in("default", "discovery.k8s.io/v1", "EndpointSlice"),
              Query.in("default", "gateway.networking.k8s.io/v1alpha3", "BackendTLSPolicy"))) {
        for (Tree object : client.resources().list(query)) {
          String name = object.at("metadata.name").text("");
          if (name.startsWith("google-")) {
            long generation = object.at("metadata.generation").number(1);
            generations.put(query.kind() + " " + name, generation);
          }
        }
      }
    }
    return generations;
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    served.close();
  }
}
