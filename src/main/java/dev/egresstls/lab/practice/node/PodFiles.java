package dev.egresstls.lab.practice.node;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a pod's volumes take from ConfigMaps and Secrets (pkg/volume @1.33). */
final class PodFiles {
  private static final Set<String> EMPTY = Set.of("emptyDir", "hostPath", "downwardAPI");
  private static final Map<String, String> PLURALS =
      Map.of("configMap", "configmaps", "secret", "secrets");

  private final Objects objects;
  private final Tree pod;

  PodFiles(Objects objects, Tree pod) {
    this.objects = objects;
    this.pod = pod;
  }

  /** What is in the way of its volumes, one sentence each, as the kubelet puts them. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (Tree volume : pod.at("spec.volumes").items()) {
      String name = volume.get("name").text("");
      failure(volume)
          .map(why -> "MountVolume.SetUp failed for volume \"" + name + "\" : " + why)
          .ifPresent(failures::add);
    }
    return failures;
  }

  private Optional<String> failure(Tree volume) {
    if (volume.get("projected").isObject()) {
      List<String> all =
          volume.at("projected.sources").items().stream()
              .flatMap(source -> sources(source).stream())
              .toList();
      String joined = all.size() == 1 ? all.get(0) : "[" + String.join(", ", all) + "]";
      return all.isEmpty() ? Optional.empty() : Optional.of(joined);
    }
    List<String> wrong = sources(volume);
    if (!wrong.isEmpty()) {
      return Optional.of(wrong.get(0));
    }
    return volume.fields().entrySet().stream()
        .filter(one -> one.getValue().isObject())
        .map(Map.Entry::getKey)
        .filter(kind -> !EMPTY.contains(kind) && !PLURALS.containsKey(kind))
        .map(kind -> say("practice.pod.no-volume", kind))
        .findFirst();
  }

  private List<String> sources(Tree holder) {
    List<String> wrong = new ArrayList<>();
    for (String kind : List.of("configMap", "secret")) {
      Tree source = holder.get(kind);
      if (source.isObject()) {
        wrong(kind, source).ifPresent(wrong::add);
      }
    }
    return wrong;
  }

  private Optional<String> wrong(String kind, Tree source) {
    String name = source.get("name").text(source.get("secretName").text(""));
    boolean optional = source.get("optional").isTrue();
    Optional<Tree> found =
        objects.get(PLURALS.get(kind), pod.at("metadata.namespace").text(""), name);
    if (optional) {
      return Optional.empty();
    }
    if (found.isEmpty()) {
      return Optional.of(kind.toLowerCase(Locale.ROOT) + " \"" + name + "\" not found");
    }
    String missing =
        kind.equals("secret")
            ? "references non-existent secret key: "
            : "configmap references non-existent config key: ";
    return source.get("items").items().stream()
        .map(item -> item.get("key").text(""))
        .filter(key -> found.get().get("data").get(key).isMissing())
        .filter(key -> found.get().get("binaryData").get(key).isMissing())
        .map(missing::concat)
        .findFirst();
  }
}
