package dev.egresstls.lab.practice.data.envoy;

import dev.egresstls.lab.mesh.config.SidecarConfig;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/** Answers of a sidecar's admin interface, from the configuration that it is expected to have. */
final class EnvoyAdmin {
  private static final String DUMP = "type.googleapis.com/envoy.admin.v3.";

  private final SidecarConfig config;
  private final boolean logs;
  private final String updated;
  private final String version;

  /**
   * An admin interface.
   *
   * @param logs whether the sidecar keeps an access log
   * @param updated when the configuration came, RFC 3339
   * @param version the proxy's version
   */
  EnvoyAdmin(SidecarConfig config, boolean logs, String updated, String version) {
    this.config = config;
    this.logs = logs;
    this.updated = updated;
    this.version = version;
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
    ListenerJson json = new ListenerJson(logs, updated);
    return config.listeners().stream().map(json::entry).toList();
  }

  private List<Tree> secrets() {
    return IntStream.range(0, config.secrets().size())
        .mapToObj(i -> SecretJson.entry(config.secrets().get(i), updated, i + 1))
        .toList();
  }

  private String dump(AdminRequest request) {
    String resource = request.parameter("resource");
    List<Tree> entries =
        switch (resource) {
          case "" -> whole();
          case "dynamic_active_clusters" -> clusters();
          case "dynamic_listeners" -> listenerEntries();
          case "dynamic_active_secrets" -> secrets();
          case "static_clusters",
              "static_listeners",
              "static_secrets",
              "dynamic_warming_secrets",
              "dynamic_warming_clusters" ->
              List.of();
          default -> null;
        };
    if (entries == null) {
      return resource + " not found in config dump";
    }
    List<Tree> chosen = new ArrayList<>();
    for (Tree entry : entries) {
      if (matches(entry, request.parameter("name_regex"), resource.isEmpty())) {
        chosen.add(FieldMask.apply(entry, request.parameter("mask")));
      }
    }
    return Json.pretty(chosen.isEmpty() ? Tree.object() : Tree.object("configs", chosen)) + "\n";
  }

  private static boolean matches(Tree entry, String regex, boolean whole) {
    if (regex.isEmpty() || whole) {
      return true;
    }
    String name = entry.get("name").text(entry.at("cluster.name").text(""));
    try {
      return Pattern.matches(regex, name);
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private List<Tree> whole() {
    return List.of(
        Tree.object("@type", DUMP + "ClustersConfigDump", "dynamic_active_clusters", clusters()),
        Tree.object("@type", DUMP + "ListenersConfigDump", "dynamic_listeners", listenerEntries()),
        Tree.object("@type", DUMP + "SecretsConfigDump", "dynamic_active_secrets", secrets()));
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
