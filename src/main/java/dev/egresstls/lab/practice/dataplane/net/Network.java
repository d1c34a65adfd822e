package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.lab.Scenario.OutsideHost;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.GatewayHalf;
import dev.egresstls.lab.mesh.Onward;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.LogFormat;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.mesh.sidecar.Filter;
import dev.egresstls.lab.practice.istio.LastConfiguration;
import dev.egresstls.lab.practice.istio.MeshReader;
import dev.egresstls.lab.practice.node.ContainerLogs;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The way out of pods. What a request meets is traced by the path model through the cluster as it
 * is at that moment; nothing here knows of steps or scenarios.
 */
public final class Network {
  private static final int HTTPS_BAD_NAME = 60;
  private static final int NOT_RESOLVED = 6;
  private static final int NOT_CONNECTED = 7;
  private static final int RESET = 56;
  private static final int SLOWEST = 9;

  private final Objects objects;
  private final LastConfiguration sidecars;
  private final AccessLogger accessLog;
  private final ContainerLogs logs;
  private final Outside outside;
  private final LocalPorts ports = new LocalPorts();

  /** The way out of pods, whose sidecars are configured so, to hosts outside. */
  public Network(Objects objects, LastConfiguration sidecars, ContainerLogs logs, Outside outside) {
    this.objects = objects;
    this.sidecars = sidecars;
    this.outside = outside;
    this.logs = logs;
    this.accessLog = new AccessLogger(logs);
  }

  private PublicNames names() {
    return PublicNames.of(objects, outside);
  }

  /**
   * What DNS answers.
   *
   * @param aliases the names that it goes on to from the one that is asked for
   */
  public record Names(List<String> aliases, List<String> ipv4) {
    public Names {
      aliases = List.copyOf(aliases);
      ipv4 = List.copyOf(ipv4);
    }
  }

  /** What a name means in the cluster: a Service of it, or a host outside. */
  public Names resolve(Dial dial) {
    Optional<String> written = alias(dial);
    if (written.isPresent()) {
      return new Names(List.of(), List.of(written.get()));
    }
    if (asksNode(dial)) {
      return new Names(List.of(), names().addresses(dial.host()));
    }
    Observation seen = MeshReader.read(objects, dns(dial.host()));
    return new Names(
        PathModel.aliases(dial, seen),
        PathModel.trace(dial, seen).dns().stream().filter(one -> one.indexOf(':') < 0).toList());
  }

  /** The cluster as sidecars see it now, with what DNS says of a host. */
  public Observation observe(String host) {
    return Observation.of(sidecars.objects(), dns(host)).stating(List.of(ApiEndpoint.KNOWN));
  }

  private Map<String, List<String>> dns(String host) {
    PublicNames names = names();
    Map<String, List<String>> dns = new LinkedHashMap<>();
    Stream.concat(Stream.of(host), namedByServices())
        .filter(name -> !names.addresses(name).isEmpty())
        .forEach(name -> dns.put(name, names.addresses(name)));
    return dns;
  }

  /** What DNS is asked on behalf of Services of type ExternalName. */
  private Stream<String> namedByServices() {
    return objects.list("services").stream()
        .flatMap(service -> service.at("spec.externalName").text().stream());
  }

  /** The way that a dial would take now. */
  public Route route(Dial dial) {
    return PathModel.trace(dial, known(observe(dial.host()), dial));
  }

  /** With the server that the way leads to: the one that is dialled, or another that is led to. */
  private Observation known(Observation seen, Dial dial) {
    String address =
        dial.address().orElseGet(() -> first(names().addresses(dial.host())).orElse(""));
    Observation dialled = Origin.known(seen, names().server(address, dial.host()));
    String end = end(PathModel.trace(dial, dialled));
    return end.isEmpty() || end.equals(address)
        ? dialled
        : Origin.known(seen, names().server(end, dial.authority()));
  }

  /** The address at the end of the whole way; empty text if there is none. */
  private static String end(Route route) {
    return far(route).replaceFirst(":[0-9]+$", "");
  }

  /** The address and port at the end of the whole way. */
  private static String far(Route route) {
    return route
        .gateway()
        .map(GatewayHalf::onward)
        .map(Onward::upstream)
        .orElseGet(route::upstream)
        .orElse("");
  }

  /** Whether a pod resolves as its node does, which knows no Services. */
  private boolean asksNode(Dial dial) {
    Tree spec = objects.get("pods", dial.namespace(), dial.pod()).orElse(Tree.MISSING).get("spec");
    String policy = spec.get("dnsPolicy").text("ClusterFirst");
    return policy.equals("Default")
        || (policy.equals("ClusterFirst") && spec.get("hostNetwork").isTrue());
  }

  private boolean isKnown(String host) {
    return Cidr.isAddress(host) || !names().addresses(host).isEmpty();
  }

  /** What the pod's own file of hosts says of a name. */
  private Optional<String> alias(Dial dial) {
    return objects.get("pods", dial.namespace(), dial.pod()).stream()
        .flatMap(pod -> pod.at("spec.hostAliases").items().stream())
        .filter(one -> one.get("hostnames").texts().contains(dial.host()))
        .map(one -> one.get("ip").text(""))
        .filter(ip -> ip.indexOf(':') < 0)
        .findFirst();
  }

  /** DNS goes on without istiod, so what it says now is what is dialled. */
  private Dial resolved(Dial dial) {
    Optional<String> written = dial.address().isEmpty() ? alias(dial) : Optional.empty();
    if (written.isPresent()) {
      return dial.told(written);
    }
    if (dial.address().isEmpty() && asksNode(dial) && !isKnown(dial.host())) {
      String host = dial.host() + ".invalid";
      return new Dial(
          dial.scheme(), host, dial.port(), dial.namespace(), dial.pod(), Optional.empty());
    }
    boolean frozen = sidecars.areKept() && dial.address().isEmpty();
    return frozen ? dial.told(first(resolve(dial).ipv4())) : dial;
  }

  /** The cluster for a dial: as sidecars see it, or as DNS does if it knows no address. */
  private Observation now(Dial dial) {
    boolean unknown = sidecars.areKept() && dial.address().isEmpty();
    return unknown
        ? MeshReader.read(objects, dns(dial.host())).stating(List.of(ApiEndpoint.KNOWN))
        : observe(dial.host());
  }

  private static Optional<String> first(List<String> all) {
    return all.stream().findFirst();
  }

  /**
   * Sends a request from a pod.
   *
   * @param insecure whether the client takes any certificate ({@code curl -k})
   */
  public Exchange send(Dial asked, Request request, boolean insecure) {
    Dial dial = resolved(asked);
    Observation seen = known(now(dial), dial);
    Route route = PathModel.trace(dial, seen);
    Tree pod = seen.find("Pod", dial.namespace(), dial.pod()).orElse(Tree.MISSING);
    String localIp = pod.at("status.podIP").text("");
    if (route.address().isEmpty()) {
      return none(route, false, new Exchange.Own(localIp, 0), NOT_RESOLVED);
    }
    Exchange.Own own = new Exchange.Own(localIp, ports.take());
    boolean known = route.client().known();
    if (!known && route.listener().isEmpty()) {
      return none(route, false, own, NOT_CONNECTED);
    }
    int exit = known ? route.client().exits().get(0) : unanswered(route);
    Exchange exchange = exchange(route, request, own, exit, insecure);
    String failure = failure(route, seen, known);
    int onward = ports.take();
    String from = localIp + ":" + onward;
    accessLog.log(route, request, exchange, new LogEntry.OfProxy(from, "-", failure), format(seen));
    BehindGateway.of(route, seen).ifPresent(half -> log(half, seen, request, exchange, onward));
    return exchange;
  }

  /** The gateway's line: its client is the sidecar, at the port that the sidecar took. */
  private void log(
      BehindGateway half, Observation seen, Request request, Exchange exchange, int from) {
    accessLog.log(
        half.route(),
        request,
        exchange.from(from),
        new LogEntry.OfProxy(
            half.ip() + ":" + ports.take(), exchange.own().ip(), failure(half.route(), seen, true)),
        format(seen));
  }

  private static LogFormat format(Observation seen) {
    return LogFormat.of(seen.find("ConfigMap", "istio-system", "istio").orElse(Tree.MISSING));
  }

  /** Nothing listens there: an HTTP filter says so with 503, a TCP proxy closes the connection. */
  private static int unanswered(Route route) {
    return route.filter() == Filter.HTTP ? 0 : RESET;
  }

  private Exchange exchange(
      Route route, Request request, Exchange.Own own, int met, boolean insecure) {
    boolean api = ApiEndpoint.isAt(far(route));
    int exit = met == HTTPS_BAD_NAME && insecure ? 0 : met;
    boolean shown = exit == 0 || exit == HTTPS_BAD_NAME;
    List<String> certificate =
        route.dial().scheme().equals("https") && shown
            ? api
                ? ApiEndpoint.NAMES
                : names().server(end(route), route.dial().host()).certificate()
            : List.of();
    boolean refused =
        !certificate.isEmpty() && !insecure && !covers(certificate, route.dial().host());
    if (exit != 0 || refused) {
      return none(route, exit != NOT_CONNECTED, own, refused ? HTTPS_BAD_NAME : exit)
          .seeing(certificate, !api);
    }
    Response response =
        api
            ? ApiEndpoint.answer(request, route.dial().scheme().equals("https"), logs.now())
            : response(route, request);
    return new Exchange(
        route.dns(),
        route.address(),
        true,
        own,
        0,
        Optional.of(response),
        new Exchange.Certificate(certificate, !api),
        millis());
  }

  private static boolean covers(List<String> certificate, String host) {
    return dev.egresstls.lab.mesh.observed.Origin.withCertificate(
            certificate.toArray(String[]::new))
        .carriesOneOf(List.of(host));
  }

  private Response response(Route route, Request request) {
    int code = route.client().httpCode().orElse(503);
    String flags =
        route.gateway().map(GatewayHalf::accessLog).orElse(route.accessLog()).flags().stream()
            .findFirst()
            .orElse("UF,URX");
    if (code != 200) {
      Response own = EnvoyAnswer.own(code, flags, logs.now());
      return route.gateway().isPresent() ? EnvoyAnswer.passed(own, 0) : own;
    }
    Optional<String> sni =
        route.dial().scheme().equals("https")
            ? Optional.of(route.dial().host())
            : route
                .gateway()
                .map(GatewayHalf::onward)
                .flatMap(Onward::tls)
                .or(route::tls)
                .map(tls -> tls.sni());
    String at = far(route);
    OutsideHost server = names().server(end(route), route.dial().authority());
    Response answer = Origin.answer(request, sni, at, logs.now(), server.answer());
    return route.filter() == Filter.HTTP ? EnvoyAnswer.passed(answer, 0) : answer;
  }

  private static String failure(Route route, Observation seen, boolean known) {
    boolean failed = route.accessLog().flags().stream().findFirst().orElse("").contains("UF");
    if (!known || (failed && route.tls().isEmpty())) {
      return FailureReason.REFUSED;
    }
    return failed ? FailureReason.tls(route, seen) : "-";
  }

  private static Exchange none(Route route, boolean connected, Exchange.Own own, int exit) {
    return new Exchange(
        route.dns(),
        route.address(),
        connected,
        own,
        exit,
        Optional.empty(),
        Exchange.Certificate.NONE,
        millis());
  }

  private static int millis() {
    return ThreadLocalRandom.current().nextInt(1, SLOWEST);
  }
}
