package dev.egresstls.lab.bundle;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A container image that a cluster runs in the lab.
 *
 * @param name with its registry and tag
 * @param tracks that run it
 */
record Image(String name, Set<String> tracks) {
  private static final String DOCKER_HUB = "docker.io";

  Image {
    tracks = new LinkedHashSet<>(tracks);
  }

  /**
   * What {@code istioctl install} and the downloaded manifests name.
   *
   * @param texts the downloads, by URL
   */
  static List<Image> of(Needed needed, Map<String, String> texts) {
    Map<String, Image> images = new LinkedHashMap<>();
    needed
        .istio()
        .forEach(
            (version, tracks) -> {
              for (String component : List.of("pilot", "proxyv2")) {
                add(images, istioHub(version) + "/" + component + ":" + version, tracks);
              }
            });
    for (Needed.Download one : needed.downloads()) {
      for (Tree document : Yaml.readAll(texts.get(one.url()))) {
        imagesIn(document).forEach(name -> add(images, full(name), one.tracks()));
      }
    }
    return new ArrayList<>(images.values());
  }

  private static void add(Map<String, Image> images, String name, Set<String> tracks) {
    images.computeIfAbsent(name, one -> new Image(one, Set.of())).tracks().addAll(tracks);
  }

  /**
   * Where a release's istioctl has its images from, if nobody says otherwise: DOCKER_HUB in
   * release/build.sh of istio/release-builder, branch release-1.30, and that of 1.28; 1.31 went
   * back (its commit 77ff441).
   */
  private static String istioHub(String version) {
    return version.startsWith("1.30.") ? "registry.istio.io/release" : "docker.io/istio";
  }

  /** Images of containers, wherever a pod template is in an object. */
  private static Set<String> imagesIn(Tree tree) {
    Set<String> found = new LinkedHashSet<>();
    if (tree.isObject()) {
      for (String list : List.of("initContainers", "containers")) {
        tree.get(list).items().forEach(one -> one.get("image").text().ifPresent(found::add));
      }
      tree.fields().values().forEach(field -> found.addAll(imagesIn(field)));
    } else if (tree.isList()) {
      tree.items().forEach(item -> found.addAll(imagesIn(item)));
    }
    return found;
  }

  /** As a container runtime completes a name: distribution/reference, ParseDockerRef. */
  static String full(String name) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
    String prefixed = registry ? name : DOCKER_HUB + "/" + (slash < 0 ? "library/" : "") + name;
    String last = prefixed.substring(prefixed.lastIndexOf('/') + 1);
    return last.contains(":") || last.contains("@") ? prefixed : prefixed + ":latest";
  }
}
