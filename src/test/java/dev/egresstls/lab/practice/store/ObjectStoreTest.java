package dev.egresstls.lab.practice.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {
  private final ObjectStore store = new ObjectStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_headless_service_without_a_selector_is_filled_in_as_the_captured_one() {
    Tree made = store.create("services", headless(), "kubectl");
    Tree spec =
        Yaml.read(
            """
            {clusterIP: None, clusterIPs: [None], internalTrafficPolicy: Cluster,
             ipFamilies: [IPv4, IPv6], ipFamilyPolicy: RequireDualStack,
             ports: [{name: https, port: 443, protocol: TCP, targetPort: 443}],
             sessionAffinity: None, type: ClusterIP}
            """);
    assertEquals(spec, made.get("spec"));
    assertEquals(Tree.object("loadBalancer", java.util.Map.of()), made.get("status"));
  }

  @Test
  void applying_the_same_again_moves_no_resource_version() {
    Served services = store.served("", "v1", "services").orElseThrow();
    Tree first = store.apply(services, headless(), Writing.by("lab"), false);
    Tree second = store.apply(services, headless(), Writing.by("lab"), false);
    assertEquals(first, second);
  }

  @Test
  void a_change_of_another_managers_field_is_a_conflict_that_names_both() {
    Served services = store.served("", "v1", "services").orElseThrow();
    store.create("services", headless(), "kubectl-client-side-apply");
    Tree other = Tree.of(Yaml.read("{metadata: {name: google-headless}, spec: {type: NodePort}}"));
    ApiError error =
        assertThrows(ApiError.class, () -> store.apply(services, other, Writing.by("lab"), false));
    assertEquals(
        "Apply failed with 1 conflict: conflict with \"kubectl-client-side-apply\" using v1:"
            + " .spec.type",
        error.getMessage());
  }

  @Test
  void a_deleted_namespace_takes_along_what_is_in_it() throws Exception {
    store.create("namespaces", Yaml.read("{metadata: {name: gone}}"), "kubectl");
    store.create("configmaps", Yaml.read("{metadata: {name: a, namespace: gone}}"), "kubectl");
    BlockingQueue<ObjectChange> changes = new LinkedBlockingQueue<>();
    store.subscribe(changes::add);
    store.delete("namespaces", "", "gone");
    ObjectChange one = next(changes);
    while (!isEnd(one)) {
      one = next(changes);
    }
    assertTrue(store.get("configmaps", "gone", "a").isEmpty());
  }

  private static boolean isEnd(ObjectChange change) {
    return change.type() == ObjectChange.Type.DELETED
        && change.resource().key().equals("namespaces");
  }

  @Test
  void what_a_deleted_object_owned_is_deleted_too() throws Exception {
    Tree owner = store.create("configmaps", Yaml.read("{metadata: {name: owner}}"), "x");
    Tree reference =
        Tree.object(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "name",
            "owner",
            "uid",
            owner.at("metadata.uid"));
    Tree owned =
        Tree.object(
            "metadata", Tree.object("name", "owned", "ownerReferences", List.of(reference)));
    store.create("configmaps", owned, "x");
    BlockingQueue<ObjectChange> changes = new LinkedBlockingQueue<>();
    store.subscribe(changes::add);
    store.delete("configmaps", "default", "owner");
    ObjectChange last = next(changes);
    while (last.type() != ObjectChange.Type.DELETED
        || !last.object().at("metadata.name").text("").equals("owned")) {
      last = next(changes);
    }
    assertTrue(store.get("configmaps", "default", "owned").isEmpty());
  }

  private static ObjectChange next(BlockingQueue<ObjectChange> changes)
      throws InterruptedException {
    ObjectChange change = changes.poll(10, TimeUnit.SECONDS);
    assertTrue(change != null, "no change came");
    return change;
  }

  private static Tree headless() {
    return Yaml.read(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: google-headless}
        spec:
          clusterIP: None
          ports: [{name: https, port: 443, protocol: TCP}]
        """);
  }
}
