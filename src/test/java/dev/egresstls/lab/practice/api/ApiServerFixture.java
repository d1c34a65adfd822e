package dev.egresstls.lab.practice.api;

import dev.egresstls.lab.practice.api.tls.ServingCertificate;
import dev.egresstls.lab.practice.store.Housekeeping;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;

/** A served store with one running pod, {@code default/web} with containers main and side. */
final class ApiServerFixture implements AutoCloseable {
  final ObjectStore store = Housekeeping.newStore();
  final FakeKubelet kubelet = new FakeKubelet();
  final ApiServer server;

  ApiServerFixture() {
    this(Patience.USUAL);
  }

  ApiServerFixture(Patience patience) {
    server = ApiServer.start(store, kubelet, "a-token", patience);
    Tree pod =
        Yaml.read(
            """
            metadata: {name: web, labels: {app: web}}
            spec: {nodeName: node, containers: [{name: main, image: m}, {name: side, image: s}]}
            """);
    store.create("pods", pod, "test");
    Tree status =
        Yaml.read(
            """
            phase: Running
            conditions: [{type: Ready, status: "True"}]
            containerStatuses:
            - {name: main, ready: true, restartCount: 0, state: {running: {}}}
            - {name: side, ready: false, restartCount: 2, state: {waiting: {reason: CrashLoopBackOff}}}
            """);
    store.modifyStatus("pods", "default", "web", "kubelet", live -> live.with("status", status));
  }

  /** How others than this process reach it. */
  String secureKubeconfig() {
    server.secure(0, () -> ServingCertificate.in(Path.of("target", "serving")));
    return server.secureKubeconfig("practice");
  }

  KubernetesClient client() {
    Config config = Config.fromKubeconfig(server.kubeconfig("practice"));
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
