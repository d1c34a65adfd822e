package dev.egresstls.lab.mesh.proof;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Onward;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.LogField;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.outcome.ExpectedClient;
import dev.egresstls.lab.mesh.outcome.HostPort;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The way that a request took, in the stations of the path model. Pure, and never throws.
 *
 * @param route what was seen; each hop's because names the evidence
 * @param unseen stations of which nothing can be said, and why
 */
public record ObservedRoute(Route route, Map<Hop.Kind, String> unseen) {
  private static final String NONE = ProxyEvidence.NONE;
  private static final String LOG = say("mesh.source.log");
  private static final String DUMP = say("mesh.source.dump");

  public ObservedRoute {
    Objects.requireNonNull(route);
    unseen = Map.copyOf(unseen);
  }

  /** Puts together what was seen. */
  public static ObservedRoute of(RequestEvidence seen) {
    return new Builder(seen).build();
  }

  /** Gathers the stations one after the other. */
  private static final class Builder {
    private final RequestEvidence seen;
    private final ProxyEvidence proxy;
    private final Dialled dialled;
    private final List<Hop> hops = new ArrayList<>();
    private final Map<Hop.Kind, String> unseen = new EnumMap<>(Hop.Kind.class);
    private Optional<ConfigDump.Listener> listener = Optional.empty();
    private Optional<String> cluster = Optional.empty();
    private Optional<ConfigDump.Cluster> configured = Optional.empty();
    private Filter filter = Filter.NONE;
    private Optional<String> upstream = Optional.empty();
    private final Optional<ObservedGateway> behind;

    Builder(RequestEvidence seen) {
      this.seen = seen;
      this.proxy = new ProxyEvidence(seen.line(), seen.dump());
      this.behind = seen.gateway().map(one -> ObservedGateway.of(one, seen.dial().authority()));
      this.dialled = Dialled.of(seen);
    }

    private void add(Hop.Kind kind, String value, String source, String text) {
      hops.add(new Hop(kind, value, new Because(text, source, "", "")));
    }

    ObservedRoute build() {
      String address = dialled.address().orElse(say("mesh.hop.noAddress"));
      add(Hop.Kind.DNS, address, "curl", say("mesh.proof.dialled"));
      if (dialled.address().isPresent()) {
        if (seen.line().isPresent()) {
          through(seen.line().get());
        } else if (!seen.sidecar() || seen.log().tells() && !seen.signed()) {
          direct();
        } else {
          unlogged();
        }
      }
      behind.ifPresent(
          gateway -> {
            hops.addAll(gateway.hops());
            unseen.putAll(gateway.unseen());
          });
      return new ObservedRoute(route(), unseen);
    }

    private void direct() {
      String why = seen.sidecar() ? say("mesh.proof.noConnection") : say("mesh.proof.noSidecar");
      add(Hop.Kind.IPTABLES, say("mesh.redirect.notRedirected"), seen.sidecar() ? LOG : "pod", why);
      upstream = dialled.address().map(one -> HostPort.of(one, dialled.port()));
      upstream.ifPresent(at -> add(Hop.Kind.UPSTREAM, at, "curl", say("mesh.proof.connected")));
    }

    private void unlogged() {
      if (seen.signed()) {
        taken("curl", say("mesh.proof.headers"));
        listener();
      } else {
        unseen.put(Hop.Kind.IPTABLES, seen.log().unread());
        unseen.put(Hop.Kind.LISTENER, seen.log().unread());
      }
      for (Hop.Kind kind :
          List.of(Hop.Kind.FILTER, Hop.Kind.CLUSTER, Hop.Kind.TLS, Hop.Kind.UPSTREAM)) {
        unseen.put(kind, seen.log().unread());
      }
    }

    private void taken(String source, String text) {
      boolean v6 = dialled.address().filter(address -> address.indexOf(':') >= 0).isPresent();
      String sidecar = HostPort.of(v6 ? "::1" : "127.0.0.1", ListenerConfig.REDIRECT_PORT);
      add(Hop.Kind.IPTABLES, sidecar, source, text);
    }

    private void through(AccessLogLine line) {
      taken(LOG, say("mesh.proof.logged", dialled.localPort()));
      filter = line.http() ? Filter.HTTP : Filter.TCP_PROXY;
      cluster = proxy.cluster();
      listener();
      String read = line.http() ? say("mesh.proof.request") : say("mesh.proof.noRequest");
      add(Hop.Kind.FILTER, filter.envoyName(), LOG, read);
      cluster(line);
      if (!line.upstreamHost().equals(NONE)) {
        upstream = Optional.of(line.upstreamHost());
        tls();
      }
      if (cluster.isPresent()) {
        String said = say("mesh.proof.upstream");
        add(Hop.Kind.UPSTREAM, upstream.orElse(say("mesh.hop.none")), LOG, said);
      }
    }

    private void listener() {
      if (seen.dump().isEmpty()) {
        unseen.put(Hop.Kind.LISTENER, seen.noDump());
        return;
      }
      String address = dialled.address().orElse("");
      Optional<ConfigDump.Listener> found = seen.dump().get().listenerFor(address, dialled.port());
      if (found.isEmpty()) {
        unseen.put(Hop.Kind.LISTENER, say("mesh.proof.noListener"));
      } else if (elsewhere(found.get())) {
        String now = found.get().cluster().orElse("");
        unseen.put(Hop.Kind.LISTENER, say("mesh.proof.changed", found.get().name(), now));
      } else {
        listener = found;
        String text = say("mesh.proof.active", HostPort.of(address, dialled.port()));
        add(Hop.Kind.LISTENER, found.get().name(), DUMP, text);
      }
    }

    /** Whether the line names a cluster that no chain of this listener sends bytes to. */
    private boolean elsewhere(ConfigDump.Listener found) {
      return filter == Filter.TCP_PROXY
          && cluster.isPresent()
          && found.chains().stream().noneMatch(chain -> chain.cluster().equals(cluster));
    }

    private void cluster(AccessLogLine line) {
      configured = proxy.configured();
      String type = configured.map(ConfigDump.Cluster::type).orElse("");
      String value =
          cluster.orElse(say("mesh.proof.answers", line.get(LogField.RESPONSE_CODE)))
              + (type.isEmpty() ? "" : " · " + type);
      add(Hop.Kind.CLUSTER, value, LOG, say("mesh.proof.cluster"));
    }

    private void tls() {
      Optional<String> hidden = proxy.tlsUnseen(seen.noDump());
      if (hidden.isPresent()) {
        unseen.put(Hop.Kind.TLS, hidden.get());
        return;
      }
      Optional<Tls> tls = sent();
      String value = tls.map(proxy::words).orElse(plain());
      String whom = configured.get().security().socketMatches().isEmpty() ? "all" : "outside";
      String how =
          tls.isPresent() ? say("mesh.proof.tls." + whom) : say("mesh.proof.noTls." + whom);
      add(Hop.Kind.TLS, value, DUMP, how);
    }

    /** What is sent: where the sidecar reads the request, its Host may be the SNI. */
    private Optional<Tls> sent() {
      Optional<String> host =
          filter == Filter.HTTP ? Optional.of(seen.dial().authority()) : Optional.empty();
      return configured.flatMap(one -> one.sent(host));
    }

    private String plain() {
      boolean own = seen.dial().scheme().equalsIgnoreCase("https");
      return own ? say("mesh.hop.ownTls") : say("mesh.hop.plain");
    }

    private Route route() {
      Optional<Tls> tls = upstream.isPresent() ? sent() : Optional.empty();
      Optional<String> route =
          seen.line().map(AccessLogLine::route).filter(name -> !name.equals(NONE));
      return new Route(
          seen.dial(),
          new Route.Name(dialled.address().map(List::of).orElse(List.of()), dialled.address()),
          new Route.Taken(listener.map(ConfigDump.Listener::name), filter, route),
          new Onward(
              cluster,
              configured.map(ConfigDump.Cluster::type),
              tls,
              upstream.map(List::of).orElse(List.of())),
          proxy.log(),
          client(tls.isPresent()),
          new Route.Reasons(hops, List.of(), List.of()),
          behind.map(ObservedGateway::half));
    }

    private ExpectedClient client(boolean tls) {
      boolean own = seen.dial().scheme().equalsIgnoreCase("https");
      return new ExpectedClient(
          true,
          List.of(seen.exit()),
          Optional.of(seen.curl().httpCode()),
          Optional.ofNullable(seen.curl().headers().get("server")),
          tls || own,
          seen.curl().error().orElse(""));
    }
  }
}
