package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Network filters in the JSON of Envoy's config dump (shape as captured). */
final class NetworkFilters {
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

  private NetworkFilters() {}

  /** A tcp_proxy. */
  static Tree proxy(String cluster, boolean logged) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("@type", EXTENSION + "filters.network.tcp_proxy.v3.TcpProxy");
    config.put("stat_prefix", cluster);
    config.put("cluster", cluster);
    if (logged) {
      config.put("access_log", List.of(accessLog()));
    }
    return Tree.object("name", "envoy.filters.network.tcp_proxy", "typed_config", config);
  }

  /**
   * An http_connection_manager.
   *
   * @param routes the name of its route configuration
   */
  static Tree manager(String listener, String routes, boolean logs) {
    Map<String, Object> config = new LinkedHashMap<>();
    String name = "filters.network.http_connection_manager";
    config.put("@type", EXTENSION + name + ".v3.HttpConnectionManager");
    config.put("stat_prefix", "outbound_" + listener + ";");
    config.put("rds", routes(routes));
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

  private static Tree routes(String name) {
    Tree source =
        Tree.object(
            "ads", Tree.object(), "initial_fetch_timeout", "0s", "resource_api_version", "V3");
    return Tree.object("config_source", source, "route_config_name", name);
  }

  private static Tree router() {
    String type = EXTENSION + "filters.http.router.v3.Router";
    return Tree.object(
        "name", "envoy.filters.http.router", "typed_config", Tree.object("@type", type));
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
