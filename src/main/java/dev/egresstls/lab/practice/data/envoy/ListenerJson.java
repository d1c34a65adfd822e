package dev.egresstls.lab.practice.data.envoy;

import dev.egresstls.lab.mesh.config.ClusterConfig;
import dev.egresstls.lab.mesh.config.Filter;
import dev.egresstls.lab.mesh.config.ListenerConfig;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Listeners in the JSON of Envoy's config dump (shape as captured). */
final class ListenerJson {
  private static final String EXTENSION = "type.googleapis.com/envoy.extensions.";
  private static final String LOG_FORMAT =
      "[%START_TIME%] \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\""
          + " %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS%"
          + " %CONNECTION_TERMINATION_DETAILS% \"%UPSTREAM_TRANSPORT_FAILURE_REASON%\""
          + " %BYTES_RECEIVED% %BYTES_SENT% %DURATION%"
          + " %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% \"%REQ(X-FORWARDED-FOR)%\""
          + " \"%REQ(USER-AGENT)%\" \"%REQ(X-REQUEST-ID)%\" \"%REQ(:AUTHORITY)%\""
          + " \"%UPSTREAM_HOST%\" %UPSTREAM_CLUSTER_RAW% %UPSTREAM_LOCAL_ADDRESS%"
          + " %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS%"
          + " %REQUESTED_SERVER_NAME% %ROUTE_NAME%\n";

  private final boolean logs;
  private final String updated;

  /**
   * A writer.
   *
   * @param logs whether the sidecar keeps an access log
   * @param updated when the configuration came
   */
  ListenerJson(boolean logs, String updated) {
    this.logs = logs;
    this.updated = updated;
  }

  /** One entry of the dump. */
  Tree entry(ListenerConfig listener) {
    Tree state = Tree.object("listener", listener(listener), "last_updated", updated);
    return Tree.object(
        "@type",
        "type.googleapis.com/envoy.admin.v3.ListenersConfigDump.DynamicListener",
        "name",
        listener.name(),
        "active_state",
        state);
  }

  private Tree listener(ListenerConfig listener) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@type", "type.googleapis.com/envoy.config.listener.v3.Listener");
    json.put("name", listener.name());
    Tree socket = Tree.object("address", listener.address(), "port_value", listener.port());
    json.put("address", Tree.object("socket_address", socket));
    boolean catchAll = listener.name().equals(ListenerConfig.VIRTUAL_OUTBOUND);
    if (catchAll) {
      json.put("filter_chains", catchAllChains(listener));
      json.put("use_original_dst", true);
    } else if (listener.filter() == Filter.HTTP) {
      http(json, listener);
    } else {
      json.put("filter_chains", List.of(chain(proxy(listener.cluster(), logs))));
    }
    json.put("traffic_direction", "OUTBOUND");
    if (!catchAll) {
      json.put("listener_filters_timeout", "0s");
      json.put("continue_on_listener_filters_timeout", true);
      json.put("bind_to_port", false);
    }
    return Tree.of(json);
  }

  private static Tree chain(Tree filter) {
    return Tree.object("filters", List.of(filter), "transport_socket_connect_timeout", "15s");
  }

  private List<Tree> catchAllChains(ListenerConfig listener) {
    Tree own =
        Tree.object(
            "filter_chain_match",
            Tree.object("destination_port", listener.port()),
            "filters",
            List.of(proxy(ClusterConfig.BLACK_HOLE, false)),
            "name",
            "virtualOutbound-blackhole");
    Tree rest =
        Tree.object(
            "filters",
            List.of(proxy(listener.cluster(), logs)),
            "name",
            "virtualOutbound-catchall-tcp");
    return List.of(own, rest);
  }

  private void http(Map<String, Object> json, ListenerConfig listener) {
    Tree match =
        Tree.object(
            "transport_protocol",
            "raw_buffer",
            "application_protocols",
            List.of("http/1.1", "h2c"));
    Tree chain = Tree.object("filter_chain_match", match);
    Tree whole =
        chain
            .with("filters", List.of(manager(listener)))
            .with("transport_socket_connect_timeout", "15s");
    json.put("filter_chains", List.of(whole));
    json.put("listener_filters", List.of(inspector()));
    json.put(
        "default_filter_chain",
        Tree.object(
            "filter_chain_match",
            Tree.object(),
            "filters",
            List.of(proxy(listener.cluster(), logs)),
            "name",
            "PassthroughFilterChain"));
  }

  private static Tree inspector() {
    String type = EXTENSION + "filters.listener.http_inspector.v3.HttpInspector";
    return Tree.object(
        "name",
        "envoy.filters.listener.http_inspector",
        "typed_config",
        Tree.object("@type", type));
  }

  private Tree manager(ListenerConfig listener) {
    Map<String, Object> config = new LinkedHashMap<>();
    String name = "filters.network.http_connection_manager";
    config.put("@type", EXTENSION + name + ".v3.HttpConnectionManager");
    config.put("stat_prefix", "outbound_" + listener.name() + ";");
    config.put("rds", routes(listener));
    config.put("http_filters", List.of(router()));
    if (logs) {
      config.put("access_log", List.of(accessLog()));
    }
    config.put("use_remote_address", false);
    config.put("proxy_100_continue", true);
    config.put("stream_idle_timeout", "0s");
    config.put("normalize_path", true);
    return Tree.object("name", "envoy." + name, "typed_config", config);
  }

  private static Tree routes(ListenerConfig listener) {
    Tree source =
        Tree.object(
            "ads", Tree.object(), "initial_fetch_timeout", "0s", "resource_api_version", "V3");
    String name =
        listener.httpService().isPresent() ? listener.name() : String.valueOf(listener.port());
    return Tree.object("config_source", source, "route_config_name", name);
  }

  private static Tree router() {
    String type = EXTENSION + "filters.http.router.v3.Router";
    return Tree.object(
        "name", "envoy.filters.http.router", "typed_config", Tree.object("@type", type));
  }

  private static Tree proxy(String cluster, boolean logged) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("@type", EXTENSION + "filters.network.tcp_proxy.v3.TcpProxy");
    config.put("stat_prefix", cluster);
    config.put("cluster", cluster);
    if (logged) {
      config.put("access_log", List.of(accessLog()));
    }
    return Tree.object("name", "envoy.filters.network.tcp_proxy", "typed_config", config);
  }

  private static Tree accessLog() {
    Tree format = Tree.object("text_format_source", Tree.object("inline_string", LOG_FORMAT));
    Tree config =
        Tree.object(
            "@type",
            EXTENSION + "access_loggers.file.v3.FileAccessLog",
            "path",
            "/dev/stdout",
            "log_format",
            format);
    return Tree.object("name", "envoy.access_loggers.file", "typed_config", config);
  }
}
