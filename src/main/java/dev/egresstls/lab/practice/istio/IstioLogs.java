package dev.egresstls.lab.practice.istio;

import dev.egresstls.lab.practice.node.ContainerLogs;
import dev.egresstls.lab.practice.node.ContainerWatcher;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What Istio's containers write when they start, in Istio's log format. */
public final class IstioLogs implements ContainerWatcher {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final ContainerLogs logs;

  public IstioLogs(ContainerLogs logs) {
    this.logs = logs;
  }

  @Override
  public void started(Tree pod, String container) {
    String image = image(pod, container);
    switch (container) {
      case "discovery" -> {
        info(pod, container, "version: " + tag(image) + " (simulated by the practice cluster)");
        info(pod, container, "Starting Istiod Server with primary cluster Kubernetes");
        info(pod, container, "All caches have been synced up, marking server ready");
      }
      case "istio-init" ->
          info(pod, container, "iptables rules were set: outbound to 15001, inbound to 15006");
      case "istio-proxy" -> {
        info(pod, container, "Version " + tag(image) + " (simulated by the practice cluster)");
        info(pod, container, "connected to upstream XDS server: istiod.istio-system.svc:15012");
        info(pod, container, "Readiness succeeded");
        info(pod, container, "Envoy proxy is ready");
      }
      default -> {}
    }
  }

  @Override
  public void gone(Tree pod) {
    logs.drop(pod);
  }

  /** Adds a line of level info to the log of a container. */
  void info(Tree pod, String container, String text) {
    line(pod, container, "info", text);
  }

  /** Adds a line to the log of a container: time, level and text, divided by tabs. */
  void line(Tree pod, String container, String level, String text) {
    logs.append(
        pod.at("metadata.namespace").text(""),
        pod.at("metadata.name").text(""),
        container,
        stamp(logs.now()) + "\t" + level + "\t" + text);
  }

  private static String stamp(Instant at) {
    return MICROS.format(at);
  }

  private static String image(Tree pod, String container) {
    return java.util.stream.Stream.of("containers", "initContainers")
        .flatMap(field -> pod.get("spec").get(field).items().stream())
        .filter(each -> each.get("name").text("").equals(container))
        .findFirst()
        .map(each -> each.get("image").text(""))
        .orElse("");
  }

  private static String tag(String image) {
    return image.substring(image.lastIndexOf(':') + 1);
  }
}
