package dev.egresstls.lab.mesh.observed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentPodsTest {
  @ParameterizedTest
  @CsvSource({
    "curl-66d454fb44-4kt6l, , , true",
    "curl, , , true",
    "curl-66d454fb44, , , false",
    "curl-other-66d454fb44-4kt6l, , , false",
    "anything, ReplicaSet, curl-66d454fb44, true",
    "curl-66d454fb44-4kt6l, ReplicaSet, curl-other-66d454fb44, false",
    "curl-66d454fb44-4kt6l, ReplicaSet, other-66d454fb44, false",
    "curl-66d454fb44-4kt6l, StatefulSet, curl-66d454fb44, false"
  })
  void a_pod_is_the_deployments_whose_replica_set_owns_it_or_whose_name_it_has(
      String name, String owner, String owners, boolean owned) {
    String references = owner == null ? "[]" : "[{kind: %s, name: %s}]".formatted(owner, owners);
    Tree pod = Yaml.read("{metadata: {name: %s, ownerReferences: %s}}".formatted(name, references));
    assertEquals(owned, DeploymentPods.owned(pod, "curl"));
  }

  private static Tree pod(String name, String second, String version, String more) {
    return Yaml.read(
        ("{kind: Pod, metadata: {name: curl-1-%s, namespace: default, resourceVersion: '%s',"
                + " creationTimestamp: '2026-11-23T20:00:0%sZ'%s}}")
            .formatted(name, version, second, more));
  }

  @ParameterizedTest
  @CsvSource({
    "aaaaa 1 9, bbbbb 2 1, bbbbb",
    "aaaaa 3 9, bbbbb 2 10, aaaaa",
    "aaaaa 1 9, bbbbb 1 10, bbbbb",
    "aaaaa 1 10, bbbbb 1 9, aaaaa",
    "aaaaa 1 7, bbbbb 1 7, bbbbb",
    "aaaaa 1 7, bbbbb 1 odd, aaaaa"
  })
  void the_newest_counts_and_of_one_second_the_one_that_was_written_last(
      String one, String other, String expected) {
    List<Tree> pods = new ArrayList<>();
    for (String text : List.of(one, other)) {
      String[] parts = text.split(" ");
      pods.add(pod(parts[0], parts[1], parts[2], ""));
    }
    pods.add(pod("ccccc", "9", "99", ", deletionTimestamp: '2026-11-23T20:00:09Z'"));
    Tree late = pod("ddddd", "9", "99", "");
    pods.add(late.with("kind", "Secret"));
    pods.add(late.with("metadata", late.get("metadata").with("namespace", "elsewhere")));
    pods.add(late.with("metadata", late.get("metadata").with("name", "web-1-ddddd")));
    assertEquals(
        "curl-1-" + expected,
        DeploymentPods.newest(pods, "default", "curl").map(ObjectNames::name).orElse("none"));
  }
}
