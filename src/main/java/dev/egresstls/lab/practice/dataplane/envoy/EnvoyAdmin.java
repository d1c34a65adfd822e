package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.mesh.observed.GatewayProxy;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.practice.dataplane.net.Network;
import dev.egresstls.lab.practice.dataplane.shell.Invocation;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Answers of a sidecar's admin interface, from the configuration that it is expected to have. */
final class EnvoyAdmin {
  private final SidecarConfig config;
  private final boolean logs;
  private final String updated;
  private final String version;
  private final boolean gateway;

  /**
   * An admin interface.
   *
   * @param logs whether the sidecar keeps an access log
   * @param updated when the configuration came, RFC 3339
   * @param version the proxy's version
   * @param gateway whether the proxy is a gateway's
   */
  EnvoyAdmin(SidecarConfig config, boolean logs, String updated, String version, boolean gateway) {
    this.config = config;
    this.logs = logs;
    this.updated = updated;
    this.version = version;
    this.gateway = gateway;
  }

  /** The admin interface of a pod's sidecar, with what it is expected to have now. */
  static EnvoyAdmin of(Network network, Tree pod) {
    Observation seen = network.observe("");
    String namespace = pod.at("metadata.namespace").text("");
    String name = pod.at("metadata.name").text("");
    SidecarConfig config = SidecarConfig.expected(seen, namespace, name);
    // The configuration came when the proxy did; later pushes are not distinguished.
    String updated = pod.at("status.startTime").text("");
    return new EnvoyAdmin(
        config,
        seen.controlPlane().accessLog(),
        updated,
        tag(Invocation.container(pod, "istio-proxy")),
        GatewayProxy.of(seen, pod).isPresent());
  }

  /** The tag of a container's image. */
  static String tag(Tree container) {
    String image = container.get("image").text("");
    return image.substring(image.lastIndexOf(':') + 1);
  }

  /** The answer to a GET; empty if there is no such path. */
  Optional<String> get(AdminRequest request) {
    return switch (request.path()) {
      case "config_dump" -> Optional.of(dump(request));
      case "clusters" ->
          Optional.of(
              lines(
                  config.clusters().stream().flatMap(c -> ClusterJson.text(c).stream()).toList()));
      case "listeners" -> Optional.of(listeners());
      case "stats" -> Optional.of(stats());
      case "server_info" -> Optional.of(serverInfo());
      case "certs" -> Optional.of(certs());
      case "ready" -> Optional.of("LIVE\n");
      default -> Optional.empty();
    };
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private List<Tree> clusters() {
    return config.clusters().stream().map(one -> ClusterJson.entry(one, updated)).toList();
  }

  private List<Tree> listenerEntries() {
    ListenerJson json = new ListenerJson(logs, updated, gateway);
    return config.listeners().stream().map(json::entry).toList();
  }

  private List<Tree> secrets() {
    return IntStream.range(0, config.secrets().size())
        .mapToObj(i -> SecretJson.entry(config.secrets().get(i), updated, i + 1))
        .toList();
  }

  private String dump(AdminRequest request) {
    return DumpPage.of(
        request,
        Map.of(
            "dynamic_active_clusters", this::clusters,
            "dynamic_listeners", this::listenerEntries,
            "dynamic_active_secrets", this::secrets));
  }

  private String listeners() {
    return lines(
        config.listeners().stream()
            .map(one -> one.name() + "::" + one.address() + ":" + one.port())
            .toList());
  }

  private String stats() {
    return lines(
        List.of(
            "cluster_manager.active_clusters: " + config.clusters().size(),
            "listener_manager.total_listeners_active: " + config.listeners().size(),
            "server.state: 0"));
  }

  private String serverInfo() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("version", "practice/" + version + "/Clean/RELEASE/BoringSSL");
    info.put("state", "LIVE");
    info.put("hot_restart_version", "disabled");
    return Json.pretty(info) + "\n";
  }

  private String certs() {
    List<Tree> certificates =
        config.secrets().stream()
            .map(secret -> Tree.object("path", "<inline>", "name", secret.name()))
            .toList();
    return Json.pretty(Tree.object("certificates", certificates)) + "\n";
  }
}
