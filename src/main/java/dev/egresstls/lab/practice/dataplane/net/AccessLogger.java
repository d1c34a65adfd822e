package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.LogFormat;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.practice.node.ContainerLogs;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes a proxy's line about a request, at the close of its connection. */
final class AccessLogger {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final ContainerLogs logs;

  AccessLogger(ContainerLogs logs) {
    this.logs = logs;
  }

  /**
   * Writes the line, if the proxy keeps a log.
   *
   * @param route the way as the proxy sees it
   * @param proxy what the proxy itself adds
   * @param format how it is written
   */
  void log(
      Route route, Request request, Exchange exchange, LogEntry.OfProxy proxy, LogFormat format) {
    if (!route.accessLog().logged()) {
      return;
    }
    String began = TIME.format(logs.now().minusMillis(exchange.millis()));
    LogEntry entry = new LogEntry(route, request, exchange, began, proxy);
    AccessLogLine line = route.filter() == Filter.HTTP ? entry.http() : entry.bytes();
    Dial dial = route.dial();
    logs.append(dial.namespace(), dial.pod(), "istio-proxy", LogWriter.write(line, format));
  }
}
