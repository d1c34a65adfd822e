package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.Reach;
import dev.egresstls.lab.mesh.registry.SidecarResource;
import dev.egresstls.lab.mesh.route.Rule;
import dev.egresstls.lab.mesh.rule.Originations;
import dev.egresstls.lab.mesh.sidecar.Chain;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is there, may change the way of a connection, and is not followed: it is reported, not
 * predicted, and nothing is claimed of the end of that way.
 */
final class Unread {
  /** Fields of a trafficPolicy that are not followed. */
  static final List<String> RULE_FIELDS =
      List.of(
          "tunnel",
          "proxyProtocol",
          "connectionPool.http.h2UpgradePolicy",
          "connectionPool.http.useClientProtocol",
          "tls.clientCertificate",
          "tls.caCrl");

  private final Dial dial;
  private final Observation seen;
  private final SidecarConfig config;
  private final Tree pod;
  private final List<Because> found = new ArrayList<>();

  Unread(Dial dial, Observation seen, SidecarConfig config) {
    this.dial = dial;
    this.seen = seen;
    this.config = config;
    this.pod = seen.find("Pod", dial.namespace(), dial.pod()).orElse(Tree.MISSING);
  }

  /**
   * What was found on a way.
   *
   * @param address that is dialled
   * @param chain of the listener that takes it
   * @param route the HTTP route
   * @param cluster where it goes
   */
  List<Because> on(
      Optional<String> address,
      Optional<Chain> chain,
      Optional<HttpRoute> route,
      Optional<ClusterConfig> cluster) {
    client(address);
    for (UnreadKind kind : UnreadKind.values()) {
      boolean counts = config.sidecar().present() || kind.countsWithoutSidecar();
      seen.all(kind.object()).stream()
          .filter(object -> counts && kind.touches(object, dial, pod, config))
          .map(object -> because(object, kind))
          .forEach(found::add);
    }
    if (config.sidecar().present()) {
      found.addAll(new UnreadSettings(dial, seen, pod).found());
      found.addAll(UnreadHistory.of(seen, cluster.flatMap(ClusterConfig::service)));
      if (chain.isPresent()) {
        routes(chain, route);
      }
      dynamic();
      config.scope().hosts().stream()
          .filter(one -> one.host().equals(dial.authority()))
          .forEach(this::twins);
      route.ifPresent(any -> addresses());
      route.filter(one -> !one.undecided().isEmpty()).ifPresent(this::undecided);
      cluster.ifPresent(this::cluster);
    }
    found.sort(Comparator.comparing(Because::object).thenComparing(Because::text));
    return found.stream().distinct().toList();
  }

  /** Names addresses of which the client may dial any, if they lead different ways. */
  Unread among(List<String> addresses) {
    if (!addresses.isEmpty()) {
      found.add(Because.plain(say("mesh.unread.addresses", either(addresses))));
    }
    return this;
  }

  private static Because because(Tree object, UnreadKind kind) {
    String text = say("mesh.unreadKind." + kind.object(), ObjectNames.of(object));
    return new Because(
        text, ObjectNames.of(object), kind.field(), object.at(kind.field()).toString());
  }

  private void undecided(HttpRoute route) {
    Because why = route.because();
    found.add(new Because(route.undecided(), why.object(), why.field(), why.value()));
  }

  /** Routes that lead bytes to several places, and routes that a Sidecar may keep away. */
  private void routes(Optional<Chain> chain, Optional<HttpRoute> route) {
    Because why = route.map(HttpRoute::because).or(() -> chain.map(Chain::because)).orElseThrow();
    Optional<Tree> sidecar = SidecarResource.forPod(seen, dial.namespace(), pod);
    if (Rule.decides(why) && sidecar.filter(one -> one.at("spec.egress").isPresent()).isPresent()) {
      String text = say("mesh.unread.imports", ObjectNames.of(sidecar.get()), why.object());
      found.add(new Because(text, ObjectNames.of(sidecar.get()), "spec.egress[].hosts", ""));
    }
    if (route.isEmpty() && why.object().startsWith("VirtualService ")) {
      String[] name = why.object().replaceFirst(".* ", "").split("/");
      List<Tree> to =
          seen.find("VirtualService", name[0], name[name.length - 1])
              .map(one -> one.at(why.field() + ".route").items())
              .orElse(List.of());
      if (to.size() > 1) {
        String text = say("mesh.route.several", to.size());
        found.add(new Because(text, why.object(), why.field(), to.toString()));
      }
    }
  }

  /** What the cluster that is reached hangs on. */
  private void cluster(ClusterConfig cluster) {
    cluster.config().ifPresent(this::rule);
    Optional<MeshService> service = cluster.service();
    if (service.isEmpty()) {
      return;
    }
    Tree object = service.get().object();
    waypoint(service.get());
    strategy(object);
    twins(service.get());
    passedThrough(cluster, service.get());
    Originations originations = new Originations(seen, dial.namespace(), pod);
    for (MeshService.Port port : service.get().ports()) {
      boolean reached = service.get().clusterName(port).equals(cluster.name());
      boolean given = !cluster.type().equals(ClusterConfig.ORIGINAL_DST);
      if (reached && given && gainsEndpoints(service.get(), port)) {
        String text = say("mesh.unread.besides", service.get().host());
        found.add(new Because(text, ObjectNames.of(object), "spec.hosts", service.get().host()));
      }
      if (reached && originations.hangsOnEndpoint(service.get(), port)) {
        String text = say("mesh.unread.endpoints", ObjectNames.of(object));
        found.add(new Because(text, ObjectNames.of(object), "spec.selector", ""));
      }
    }
  }

  /** Names that the proxy resolves for each request: which listener they have is not followed. */
  private void dynamic() {
    config.scope().services().stream()
        .filter(one -> one.reach() == Reach.DNS_DYNAMIC && one.port(dial.port()).isPresent())
        .map(one -> ObjectNames.of(one.object()))
        .distinct()
        .map(
            one ->
                new Because(say("mesh.unread.dynamic", one), one, "spec.resolution", "DYNAMIC_DNS"))
        .forEach(found::add);
  }

  /** Mutual TLS to endpoints of the mesh that a rule makes the cluster dial as they come. */
  private void passedThrough(ClusterConfig cluster, MeshService service) {
    boolean byRule =
        cluster.type().equals(ClusterConfig.ORIGINAL_DST)
            && service.reach() != Reach.DIALLED
            && !service.headless()
            && !service.external()
            && cluster.tls().isEmpty();
    if (byRule) {
      String object = ObjectNames.of(service.object());
      found.add(new Because(say("mesh.unread.passThrough", object), object, "", ""));
    }
  }

  /** Of ServiceEntries for a host that are equally old nobody knows which is the first. */
  private void twins(MeshService service) {
    List<Tree> entries =
        service.kubernetes()
            ? List.of()
            : seen.entriesOf(service.namespace(), service.host()).stream()
                .filter(one -> !one.equals(service.object()))
                .filter(one -> sameAge(one, service.object()))
                .toList();
    for (Tree entry : entries) {
      boolean alike =
          MeshService.of(entry, service.host()).stream()
              .allMatch(
                  other ->
                      service.joins(other)
                          && other.ports().stream().allMatch(port -> owns(service, port, entry)));
      if (!alike) {
        String text = say("mesh.unread.twins", ObjectNames.of(entry), service.host());
        found.add(new Because(text, ObjectNames.of(entry), "metadata.creationTimestamp", ""));
      }
    }
  }

  /** Whether a port of a merged service is the entry's own. */
  private static boolean owns(MeshService service, MeshService.Port port, Tree entry) {
    return service.port(port.number()).map(service::owner).filter(entry::equals).isPresent();
  }

  private static boolean sameAge(Tree one, Tree other) {
    return ObjectNames.created(one).equals(ObjectNames.created(other));
  }

  /** Whether other ServiceEntries for its host have endpoints behind that port which it lacks. */
  private boolean gainsEndpoints(MeshService service, MeshService.Port port) {
    List<Endpoint> own = Endpoint.all(seen, service, port);
    return Endpoint.besides(seen, service, port)
        .anyMatch(
            other ->
                own.stream()
                    .noneMatch(
                        one ->
                            one.address().equals(other.address()) && one.port() == other.port()));
  }

  /** An address as Host that is one of several of a ServiceEntry: chance decides which counts. */
  private void addresses() {
    config.scope().services().stream()
        .filter(one -> !one.kubernetes() && one.address().equals(dial.authority()))
        .map(MeshService::object)
        .filter(one -> one.at("spec.addresses").items().size() > 1)
        .map(ObjectNames::of)
        .distinct()
        .forEach(
            one ->
                found.add(
                    new Because(
                        say("mesh.unread.severalAddresses", one), one, "spec.addresses", "")));
  }

  /** A way to connect that makes another type of cluster, in releases that know it. */
  private void strategy(Tree object) {
    String name = "istio.io/connect-strategy";
    String value = object.at("metadata.annotations").get(name).text("");
    if (!value.isEmpty()) {
      String text = say("mesh.unread.strategy", ObjectNames.of(object), name);
      found.add(
          new Because(text, ObjectNames.of(object), "metadata.annotations[" + name + "]", value));
    }
  }

  /** A waypoint that requests to the service pass, if sidecars use it. */
  private void waypoint(MeshService service) {
    String label = "istio.io/use-waypoint";
    Tree home = seen.find("Namespace", "", service.namespace()).orElse(Tree.MISSING);
    for (Tree object : List.of(service.object(), home)) {
      String name = object.at("metadata.labels").get(label).text("");
      if (!name.isEmpty() && !name.equals("none")) {
        String text = say("mesh.unread.waypoint", ObjectNames.of(object), name);
        found.add(
            new Because(text, ObjectNames.of(object), "metadata.labels[" + label + "]", name));
      }
    }
  }

  /** Fields of the DestinationRule in force that are not followed. */
  private void rule(String path) {
    String[] parts = path.split("/");
    if (parts.length < 3) {
      return;
    }
    Tree rule =
        seen.find("DestinationRule", parts[parts.length - 3], parts[parts.length - 1])
            .orElse(Tree.MISSING);
    RULE_FIELDS.forEach(field -> holding(rule, field).ifPresent(found::add));
  }

  private static Optional<Because> holding(Tree rule, String field) {
    List<Tree> policies = new ArrayList<>(List.of(rule.at("spec.trafficPolicy")));
    rule.at("spec.subsets").items().forEach(one -> policies.add(one.get("trafficPolicy")));
    return policies.stream()
        .flatMap(
            one -> Stream.concat(Stream.of(one), one.get("portLevelSettings").items().stream()))
        .map(policy -> policy.at(field))
        .filter(Tree::isPresent)
        .findFirst()
        .map(
            value ->
                new Because(
                    say("mesh.unread.ruleField", ObjectNames.of(rule), field),
                    ObjectNames.of(rule),
                    "spec.trafficPolicy." + field,
                    value.toString()));
  }

  /** Settings of the pod and its namespace that make curl or the proxy go another way. */
  private void client(Optional<String> address) {
    HttpProxy.of(dial, pod)
        .filter(proxy -> !proxy.isDialled(dial))
        .ifPresent(
            proxy -> {
              String text = say("mesh.unread.proxy", proxy.variable());
              found.add(new Because(text, ObjectNames.of(pod), proxy.field(), proxy.value()));
            });
    if (!config.sidecar().present()) {
      Ambient.of(seen, pod, dial.namespace()).ifPresent(found::add);
    }
    found.addAll(new UnreadSettings(dial, seen, pod).ofClient(address));
  }
}
