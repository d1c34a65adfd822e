package dev.egresstls.lab.practice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.PracticeCluster;
import dev.egresstls.lab.practice.PracticeOptions;
import dev.egresstls.lab.practice.controlplane.ReconcilePace;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.background.Threads;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random requests on a whole cluster: none hangs, and none is answered that the server failed.
 * {@code -Dfuzz=100000} sends that many, and holds that the memory in use stays as it is.
 */
@Timeout(1800) // what hangs would hang for ever
class FuzzTest {
  private static final int COUNT = Integer.getInteger("fuzz", 4_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_130L);
  private static final int CLIENTS = 4;
  private static final int PARTS = 8;
  private static final int MANY = 50_000;
  private static final long MEGABYTE = 1 << 20;

  private static final String OBJECTS =
      """
      - {at: /api/v1/namespaces/default/configmaps,
         apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a: b}}, data: {k: v}}
      - {at: /api/v1/namespaces/default/secrets,
         apiVersion: v1, kind: Secret, metadata: {name: b}, stringData: {k: v}, data: {l: YQ==}}
      - {at: /api/v1/namespaces,
         apiVersion: v1, kind: Namespace, metadata: {name: c}}
      - {at: /api/v1/namespaces/default/services,
         apiVersion: v1, kind: Service, metadata: {name: a},
         spec: {selector: {a: b}, ports: [{name: http, port: 80, targetPort: x}]}}
      - {at: /api/v1/namespaces/default/pods,
         apiVersion: v1, kind: Pod, metadata: {name: a, labels: {a: b}}, spec: {nodeName: n,
         containers: [{name: main, image: curl, env: [{name: A, value: b}],
         resources: {limits: {cpu: 100m}}, ports: [{containerPort: 80}]}]}}
      - {at: /apis/apps/v1/namespaces/default/deployments,
         apiVersion: apps/v1, kind: Deployment, metadata: {name: b}, spec: {replicas: 1,
         selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
         spec: {containers: [{name: main, image: curl}]}}}}
      - {at: /apis/discovery.k8s.io/v1/namespaces/default/endpointslices,
         apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: c}, addressType: IPv4,
         endpoints: [{addresses: [192.0.2.1], conditions: {ready: true}}], ports: [{port: 80}]}
      - {at: /apis/apiextensions.k8s.io/v1/customresourcedefinitions,
         apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,
         metadata: {name: as.example.dev}, spec: {group: example.dev, scope: Namespaced,
         names: {plural: as, singular: a, kind: A}, versions: [{name: v1, served: true, storage: true,
         schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {
         size: {type: integer, default: 1}, name: {type: string, pattern: "[a-z]+"}}, x-kubernetes-validations: [{rule: self.size > 0}]}}}}}]}}
      - {at: /apis/example.dev/v1/namespaces/default/as,
         apiVersion: example.dev/v1, kind: A, metadata: {name: a}, spec: {size: 3, name: a}}
      - {at: /apis/rbac.authorization.k8s.io/v1/namespaces/default/roles,
         apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: a},
         rules: [{verbs: [get], resources: [pods], apiGroups: [""]}]}
      - {at: /api/v1/namespaces/default/pods, apiVersion: v1, kind: DeleteOptions, preconditions: {uid: x}, propagationPolicy: Orphan}
      - {at: /apis/apps/v1/namespaces/default/deployments/b/scale,
         apiVersion: autoscaling/v1, kind: Scale, metadata: {name: b}, spec: {replicas: 2}}
      """;

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> codes = new ConcurrentSkipListMap<>();

  @Test
  void nothing_that_a_client_sends_makes_the_server_fail_or_wait() throws Exception {
    PracticeOptions options =
        PracticeOptions.withIstio("1.27.9").token("a-token").with(ReconcilePace.IMMEDIATE);
    try (PracticeCluster cluster = PracticeCluster.start(options)) {
      List<Long> megabytes = new ArrayList<>();
      for (int part = 0; part < PARTS; part++) {
        send(cluster, SEED + part * CLIENTS, COUNT / PARTS);
        megabytes.add(used() / MEGABYTE);
      }
      System.out.println("fuzz: " + COUNT + " requests " + codes + ", MB in use " + megabytes);
      assertEquals(List.of(), wrong.stream().limit(20).toList(), () -> wrong.size() + " wrong");
      long more = megabytes.get(PARTS - 1) - megabytes.get(PARTS / 2);
      assertTrue(COUNT < MANY || more < 32, () -> "it grows: " + megabytes);
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void send(PracticeCluster cluster, long seed, int count) {
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      RandomRequests requests =
          new RandomRequests(seed + i, collections(cluster), objects(), protobufs());
      clients.add(
          Threads.compute(
              "fuzz",
              () -> {
                one(URI.create(cluster.url()).getPort(), requests, count / CLIENTS);
                return null;
              }));
    }
    clients.forEach(CompletableFuture::join);
  }

  private void one(int port, RandomRequests requests, int count) {
    try (KeptConnection connection = new KeptConnection(port)) {
      for (int i = 0; i < count; i++) {
        RandomRequests.Sent sent = requests.next();
        String answer = connection.answer(sent);
        codes.merge(answer.substring(0, 3), 1, Integer::sum);
        if (!answer.matches("(?s)[1-4]\\d\\d.*")) {
          wrong.add(answer + " to " + sent);
        }
      }
    } catch (IOException e) {
      wrong.add(String.valueOf(e));
    }
  }

  private static List<String> collections(PracticeCluster cluster) {
    List<String> paths = new ArrayList<>(List.of("/version", "/api", "/apis", "/openapi/v3", "/"));
    cluster
        .store()
        .served()
        .forEach(
            one -> {
              String group = one.type().group().isEmpty() ? "/api/" : "/apis/";
              String base = group + one.type().apiVersion();
              String scope = one.type().namespaced() ? "/namespaces/default/" : "/";
              paths.add(base + scope + one.type().plural());
              paths.add(base + "/" + one.type().plural());
            });
    paths.add("/apis/example.dev/v1/namespaces/default/as");
    paths.add("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews");
    paths.add("/apis/batch/v1/jobs");
    return paths;
  }

  private static List<Tree> objects() {
    return Yaml.read(OBJECTS).items();
  }

  private static List<byte[]> protobufs() {
    ProtobufBody metadata = new ProtobufBody().text(1, "a").text(3, "default");
    ProtobufBody data = new ProtobufBody().text(1, "k").text(2, "v");
    ProtobufBody container = new ProtobufBody().text(1, "main").text(2, "curl");
    return List.of(
        ProtobufBody.of(
            "v1", "ConfigMap", new ProtobufBody().message(1, metadata).message(2, data)),
        ProtobufBody.of(
            "v1",
            "Pod",
            new ProtobufBody()
                .message(1, metadata)
                .message(2, new ProtobufBody().message(2, container))),
        ProtobufBody.of("v1", "DeleteOptions", new ProtobufBody().number(1, 0).text(4, "Orphan")));
  }
}
