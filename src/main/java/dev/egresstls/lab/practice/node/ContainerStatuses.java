package dev.egresstls.lab.practice.node;

import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Container statuses as a kubelet of 1.33 writes them. */
final class ContainerStatuses {
  private ContainerStatuses() {}

  /** The statuses of containers, in their order. */
  static List<Tree> of(List<Tree> containers, Map<String, ContainerState> states) {
    return containers.stream()
        .map(container -> of(container, states.get(container.get("name").text(""))))
        .toList();
  }

  private static Tree of(Tree container, ContainerState state) {
    boolean begun = state.startedAt().isPresent();
    String image = container.get("image").text("");
    Map<String, Object> status = new LinkedHashMap<>();
    if (begun) {
      started(status, container, state);
    }
    status.put("image", image);
    status.put("imageID", begun ? "sha256:" + hex(image, 64) : "");
    status.put("lastState", Tree.object());
    status.put("name", container.get("name"));
    status.put("ready", state.ready());
    status.put("restartCount", 0);
    status.put("started", state.started());
    status.put("state", state.tree());
    List<Tree> mounts = container.get("volumeMounts").items();
    if (!mounts.isEmpty()) {
      status.put("volumeMounts", mounts.stream().map(ContainerStatuses::mounted).toList());
    }
    return Tree.of(status);
  }

  private static void started(Map<String, Object> status, Tree container, ContainerState state) {
    Tree resources = container.get("resources");
    if (resources.get("requests").isPresent()) {
      status.put("allocatedResources", resources.get("requests"));
    }
    status.put("containerID", state.id());
    status.put("resources", resources.isPresent() ? resources : Tree.object());
  }

  private static Tree mounted(Tree mount) {
    return mount.get("readOnly").isTrue() ? mount.with("recursiveReadOnly", "Disabled") : mount;
  }

  /** A long hexadecimal number that always belongs to the same text. */
  static String hex(String text, int digits) {
    StringBuilder hex = new StringBuilder();
    for (int block = 0; hex.length() < digits; block++) {
      CRC32 crc = new CRC32();
      crc.update((block + text).getBytes(StandardCharsets.UTF_8));
      hex.append(String.format("%08x", crc.getValue()));
    }
    return hex.substring(0, digits);
  }
}
