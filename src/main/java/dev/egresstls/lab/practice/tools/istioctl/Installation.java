package dev.egresstls.lab.practice.tools.istioctl;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.WaitUntil;
import dev.egresstls.lab.world.Watched;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** {@code istioctl install}: applies objects, and waits until istiod is ready. */
final class Installation {
  private static final Duration MOST = Duration.ofSeconds(300);
  private static final String ISTIOD = "Istiod";

  private final Cluster cluster;
  private final InstallSettings settings;
  private final Consumer<String> lines;

  Installation(Cluster cluster, InstallSettings settings, Consumer<String> lines) {
    this.cluster = cluster;
    this.settings = settings;
    this.lines = lines;
  }

  int run() throws InterruptedException {
    if (settings.hasIstiod()) {
      lines.accept("- Processing resources for Istio core.");
      apply(CoreObjects.all());
      lines.accept("✔ Istio core installed ⛵️");
      lines.accept("- Processing resources for " + ISTIOD + ".");
      apply(new IstiodObjects(settings).all());
      lines.accept("- Processing resources for Istiod. Waiting for Deployment/istio-system/istiod");
      if (!await("istiod")) {
        lines.accept("✘ Istiod encountered an error: failed to wait for resource: resources not");
        lines.accept("  ready after 5m0s: Deployment/istio-system/istiod");
        return 1;
      }
      lines.accept("✔ Istiod installed 🧠");
    }
    if (settings.hasGateway()) {
      lines.accept("- Processing resources for Ingress gateways.");
      apply(GatewayObjects.all(settings));
      await("istio-ingressgateway");
      lines.accept("✔ Ingress gateways installed 🛬");
    }
    lines.accept("- Pruning removed resources");
    lines.accept("✔ Installation complete");
    return 0;
  }

  private void apply(List<Tree> objects) throws InterruptedException {
    for (Tree object : objects) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      cluster.resources().apply(object);
    }
  }

  /** Waits by watching; false if it takes too long. */
  private boolean await(String deployment) throws InterruptedException {
    Watched watched = cluster.resources().watch(Query.all("apps/v1", "Deployment"));
    return WaitUntil.until(
        cluster.resources(),
        MOST,
        () -> watched.items().stream().anyMatch(each -> ready(each, deployment)));
  }

  private static boolean ready(Tree deployment, String name) {
    Tree status = deployment.get("status");
    return deployment.at("metadata.name").text("").equals(name)
        && deployment.at("metadata.namespace").text("").equals("istio-system")
        && status.get("observedGeneration").equals(deployment.at("metadata.generation"))
        && status.get("updatedReplicas").number(0) == deployment.at("spec.replicas").number(1)
        && status.get("availableReplicas").number(0) >= deployment.at("spec.replicas").number(1)
        && status.get("unavailableReplicas").number(0) == 0;
  }
}
