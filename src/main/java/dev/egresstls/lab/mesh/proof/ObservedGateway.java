package dev.egresstls.lab.mesh.proof;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.GatewayHalf;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Onward;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.LogField;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.policy.Tls;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The half of a way behind a Gateway, as its own log and configuration show it.
 *
 * @param unseen stations of which nothing can be said, and why
 */
record ObservedGateway(GatewayHalf half, List<Hop> hops, Map<Hop.Kind, String> unseen) {
  /** The stations of a gateway, in order. */
  static final List<Hop.Kind> KINDS =
      List.of(
          Hop.Kind.GATEWAY,
          Hop.Kind.GATEWAY_ROUTE,
          Hop.Kind.GATEWAY_CLUSTER,
          Hop.Kind.GATEWAY_TLS,
          Hop.Kind.GATEWAY_UPSTREAM);

  /** Puts together what was seen. */
  static ObservedGateway of(GatewayEvidence seen, String host) {
    return new Builder(seen, host).build();
  }

  /** Gathers the stations one after the other. */
  private static final class Builder {
    private final GatewayEvidence seen;
    private final ProxyEvidence proxy;
    private final String host;
    private final List<Hop> hops = new ArrayList<>();
    private final Map<Hop.Kind, String> unseen = new EnumMap<>(Hop.Kind.class);
    private final Optional<String> cluster;
    private final Optional<ConfigDump.Cluster> configured;

    Builder(GatewayEvidence seen, String host) {
      this.seen = seen;
      this.host = host;
      this.proxy = new ProxyEvidence(seen.line(), seen.dump());
      this.cluster = proxy.cluster();
      this.configured = proxy.configured();
    }

    private void add(Hop.Kind kind, String value, String source, String text) {
      hops.add(new Hop(kind, value, new Because(text, source, "", "")));
    }

    private void log(Hop.Kind kind, String value, String text) {
      add(kind, value, say("mesh.source.gatewayLog"), text);
    }

    ObservedGateway build() {
      String listener = "";
      if (seen.line().isEmpty()) {
        KINDS.forEach(kind -> unseen.put(kind, seen.unread()));
      } else {
        listener = through(seen.line().get());
      }
      return new ObservedGateway(half(listener), hops, unseen);
    }

    private String through(AccessLogLine line) {
      int port = port(line.get(LogField.DOWNSTREAM_LOCAL_ADDRESS));
      Optional<ConfigDump.Listener> listener =
          seen.dump().flatMap(dump -> dump.listenerFor("0.0.0.0", port));
      if (listener.isPresent()) {
        String text = say("mesh.proof.active", "0.0.0.0:" + port);
        add(Hop.Kind.GATEWAY, listener.get().name(), say("mesh.source.gatewayDump"), text);
      } else {
        unseen.put(Hop.Kind.GATEWAY, seen.unread());
      }
      String answer = say("mesh.gateway.none", line.get(LogField.RESPONSE_CODE));
      boolean routed = !line.route().equals(ProxyEvidence.NONE);
      log(Hop.Kind.GATEWAY_ROUTE, routed ? line.route() : answer, say("mesh.station.route"));
      if (routed || cluster.isPresent()) {
        log(Hop.Kind.GATEWAY_CLUSTER, cluster.orElse(answer), say("mesh.proof.cluster"));
      }
      if (cluster.isPresent() && !line.upstreamHost().equals(ProxyEvidence.NONE)) {
        tls();
      }
      if (cluster.isPresent()) {
        boolean none = line.upstreamHost().equals(ProxyEvidence.NONE);
        String at = none ? say("mesh.hop.none") : line.upstreamHost();
        log(Hop.Kind.GATEWAY_UPSTREAM, at, say("mesh.proof.upstream"));
      }
      return listener.map(ConfigDump.Listener::name).orElse("");
    }

    private static int port(String hostPort) {
      String digits = hostPort.replaceFirst(".*:", "");
      return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    }

    private void tls() {
      Optional<String> hidden = proxy.tlsUnseen(seen.unread());
      if (hidden.isPresent()) {
        unseen.put(Hop.Kind.GATEWAY_TLS, hidden.get());
        return;
      }
      Optional<Tls> sent = sent();
      String value = sent.map(proxy::words).orElse(say("mesh.hop.plain"));
      String how = sent.isPresent() ? say("mesh.proof.tls.all") : say("mesh.proof.noTls.all");
      add(Hop.Kind.GATEWAY_TLS, value, say("mesh.source.gatewayDump"), how);
    }

    private Optional<Tls> sent() {
      return configured.flatMap(one -> one.sent(Optional.of(host)));
    }

    private GatewayHalf half(String listener) {
      List<String> upstreams =
          seen
              .line()
              .map(AccessLogLine::upstreamHost)
              .filter(at -> !at.equals(ProxyEvidence.NONE))
              .stream()
              .toList();
      return new GatewayHalf(
          seen.namespace(),
          "",
          seen.pod(),
          listener,
          new Onward(
              cluster,
              configured.map(ConfigDump.Cluster::type),
              upstreams.isEmpty() ? Optional.empty() : sent(),
              upstreams),
          proxy.log());
    }
  }
}
