package dev.egresstls.lab.practice;

import dev.egresstls.lab.mesh.istio.ImageHub;
import dev.egresstls.lab.practice.controlplane.Conditions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Pods.ExecResult;
import dev.egresstls.lab.world.Pods.PodTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A practice cluster at work, with the tutorial's client, for tests that look at it closely. */
final class PracticeSite implements AutoCloseable {
  private static final String HUB = "hub=" + ImageHub.DOCKER;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final PracticeCluster cluster;
  final PracticeWorld world;

  private PracticeSite(PracticeCluster cluster, PracticeWorld world) {
    this.cluster = cluster;
    this.world = world;
  }

  /** A cluster with nothing in it. */
  static PracticeSite empty(String istio) throws Exception {
    PracticeCluster cluster =
        PracticeCluster.start(PracticeOptions.withIstio(istio).with(ReconcilePace.IMMEDIATE));
    return new PracticeSite(cluster, PracticeWorlds.on(cluster));
  }

  /** A cluster with the steps up to the client done. */
  static PracticeSite withClient(String istio, String bundle, String channel, String... settings)
      throws Exception {
    PracticeSite site = empty(istio);
    site.tool("kind", "create", "cluster");
    site.apply(
        site.world
            .downloads()
            .text(
                "https://github.com/kubernetes-sigs/gateway-api/releases/download/"
                    + bundle
                    + "/"
                    + channel
                    + "-install.yaml",
                "",
                ""));
    site.istioctl(settings);
    site.inject("default");
    site.client();
    return site;
  }

  void inject(String namespace) {
    store()
        .modify(
            "namespaces",
            "",
            namespace,
            "kubectl",
            found ->
                dev.egresstls.lab.value.TreeEdit.put(
                    found, "enabled", "metadata", "labels", "istio-injection"));
  }

  void client() throws InterruptedException {
    String sample = "https://raw.githubusercontent.com/istio/istio/1.27.9/samples/curl/curl.yaml";
    for (Tree object : Yaml.readAll(world.downloads().text(sample, "", ""))) {
      world
          .cluster()
          .orElseThrow()
          .resources()
          .apply(object.with("metadata", object.get("metadata").with("namespace", "default")));
    }
    await(() -> ready("curl"));
  }

  ObjectStore store() {
    return cluster.store();
  }

  void apply(String manifest) {
    Yaml.readAll(manifest)
        .forEach(object -> world.cluster().orElseThrow().resources().apply(object));
  }

  /** Runs a simulated tool; gives what it printed. */
  List<String> tool(String... argv) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    lines.add(0, "exit " + world.commands().run(List.of(argv), Map.of(), lines::add));
    return lines;
  }

  void istioctl(String... settings) throws InterruptedException {
    List<String> argv =
        new ArrayList<>(
            List.of("istioctl", "install", "-y", "--set", "profile=minimal", "--set", HUB));
    argv.addAll(List.of("--set", "meshConfig.accessLogFile=/dev/stdout"));
    List.of(settings).forEach(setting -> argv.addAll(List.of("--set", setting)));
    tool(argv.toArray(String[]::new));
  }

  boolean ready(String app) {
    return pods(app).stream().anyMatch(pod -> Conditions.isTrue(pod, "Ready"));
  }

  List<Tree> pods(String app) {
    return store().list("pods").stream()
        .filter(pod -> pod.at("metadata.labels.app").text("").equals(app))
        .toList();
  }

  /** Runs a command in a container of the newest ready pod of an app. */
  ExecResult exec(String app, String container, String... argv) throws InterruptedException {
    return world
        .cluster()
        .orElseThrow()
        .pods()
        .exec(new PodTarget("default", pod(app), container), List.of(argv), PATIENCE);
  }

  List<String> log(String app, String container, Instant since) {
    return world.cluster().orElseThrow().pods().log("default", pod(app), container, since);
  }

  String pod(String app) {
    return pods(app).stream()
        .filter(pod -> Conditions.isTrue(pod, "Ready"))
        .findFirst()
        .orElseThrow()
        .at("metadata.name")
        .text("");
  }

  /** Waits for the store to come to something, without polling. */
  void await(BooleanSupplier met) throws InterruptedException {
    Semaphore changes = new Semaphore(1);
    AutoCloseable subscription = store().subscribe(change -> changes.release());
    try {
      while (changes.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        if (met.getAsBoolean()) {
          return;
        }
      }
      throw new AssertionError("it did not come about in " + PATIENCE);
    } finally {
      end(subscription);
    }
  }

  private static void end(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    world.close();
    cluster.close();
  }
}
