package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.SidecarScope;
import dev.egresstls.lab.mesh.route.Fit;
import dev.egresstls.lab.mesh.route.MeshRoutes;
import dev.egresstls.lab.mesh.route.RequestView;
import dev.egresstls.lab.mesh.route.Retries;
import dev.egresstls.lab.mesh.route.RouteTarget;
import dev.egresstls.lab.mesh.route.Rule;
import dev.egresstls.lab.mesh.route.VirtualHosts;
import dev.egresstls.lab.mesh.sidecar.Chain;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The route that an HTTP request takes in a sidecar (istio
 * pilot/pkg/networking/core/httproute.go:310-360,510-620,781-839 @1.30.3).
 *
 * @param name {@code default} for a service's own, {@code allow_any} or {@code block_all}
 *     otherwise; {@code -} for none
 * @param cluster empty if the sidecar answers by itself, unless it does so in the place of one
 * @param authority the Host that goes on
 * @param answer what the sidecar answers by itself; 0 if it sends the request on
 * @param missing what it answers if there is no such cluster
 * @param retries after which failures a request is tried again
 * @param undecided why it is not sure that the request takes it; empty text if it is
 */
record HttpRoute(
    String name,
    Optional<String> cluster,
    String authority,
    int answer,
    int missing,
    Retries retries,
    String undecided,
    Because because) {
  /** The name of a service's own route. */
  static final String OWN = "default";

  /** The name of no route. */
  static final String NONE = "-";

  private static final int NOT_FOUND = 404;
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;
  private static final Retries USUAL = Retries.UNCONNECTED;

  /** Follows requests in one listener. */
  record Table(Observation seen, Dial dial, SidecarScope scope, int port, Tree pod) {
    /** The route of the dial's request. */
    HttpRoute of(Chain chain) {
      if (dial.request().method().equals("CONNECT")) {
        return none(say("mesh.route.connect"), Because.plain(""));
      }
      VirtualHosts hosts =
          new VirtualHosts(new MeshRoutes(seen, scope.namespace()), scope, request());
      boolean alone = !chain.cluster().isEmpty();
      Optional<VirtualHosts.VirtualHost> taken =
          alone
              ? hosts.ofService(chain.cluster().replaceFirst(".*\\|", ""))
              : hosts.of(dial.authority());
      if (taken.isEmpty() || taken.get().rules().isEmpty()) {
        return alone
            ? sure(OWN, chain.cluster(), chain.because())
            : taken
                .flatMap(VirtualHosts.VirtualHost::service)
                .map(this::own)
                .orElseGet(this::fallback);
      }
      return byRules(taken.get(), hosts);
    }

    private RequestView request() {
      Dial.Request asked = dial.request();
      Tree labels = pod.at("metadata.labels");
      return new RequestView(
          asked.method(), dial.hostHeader(), asked.path(), port, labels, scope.namespace());
    }

    private HttpRoute own(MeshService service) {
      MeshService.Port own = service.port(port).orElseThrow();
      String kind = service.kubernetes() ? "Service " : "ServiceEntry ";
      Tree object = service.owner(own);
      String text = say("mesh.route.host", dial.authority(), kind + ObjectNames.name(object));
      String field = service.kubernetes() ? "metadata.name" : "spec.hosts";
      Because because = new Because(text, ObjectNames.of(object), field, service.title());
      return sure(OWN, service.clusterName(own), because);
    }

    private HttpRoute sure(String name, String cluster, Because because) {
      return new HttpRoute(
          name, Optional.of(cluster), dial.authority(), 0, UNAVAILABLE, USUAL, "", because);
    }

    private HttpRoute none(String text, Because because) {
      Because why = new Because(text, because.object(), because.field(), because.value());
      return new HttpRoute(
          NONE, Optional.empty(), dial.authority(), NOT_FOUND, UNAVAILABLE, USUAL, "", why);
    }

    private HttpRoute byRules(VirtualHosts.VirtualHost taken, VirtualHosts hosts) {
      List<Rule> rules = taken.rules();
      RequestView request = request();
      List<Rule> doubted = new ArrayList<>();
      for (Rule rule : rules) {
        Fit fit = rule.fits().apply(request);
        if (fit == Fit.UNKNOWN) {
          doubted.add(rule);
        } else if (fit == Fit.YES) {
          return taken(rule, doubt(doubted.stream().filter(one -> !one.leadsAs(rule))), hosts);
        }
      }
      String doubt = doubt(doubted.stream());
      Because first = rules.get(0).because();
      HttpRoute none = none(say("mesh.route.noRule", taken.host()), first);
      return new HttpRoute(
          NONE,
          Optional.empty(),
          none.authority(),
          NOT_FOUND,
          UNAVAILABLE,
          USUAL,
          doubt,
          none.because());
    }

    private static String doubt(Stream<Rule> rules) {
      return rules
          .reduce((first, last) -> last)
          .map(one -> say("mesh.route.doubt", one.because().object(), one.because().field()))
          .orElse("");
    }

    private HttpRoute taken(Rule rule, String doubt, VirtualHosts hosts) {
      RouteTarget target = rule.target();
      String undecided = doubt.isEmpty() ? target.undecided() : doubt;
      String authority = target.authority().orElse(dial.authority());
      Optional<String> cluster =
          target.host().isEmpty() ? Optional.empty() : Optional.of(hosts.cluster(target));
      return new HttpRoute(
          rule.name(),
          cluster,
          authority,
          target.answer(),
          target.missing(),
          target.retries(),
          undecided,
          rule.because());
    }

    private HttpRoute fallback() {
      OutboundPolicy policy = scope.outbound();
      boolean open = policy == OutboundPolicy.ALLOW_ANY;
      Because why = scope.outboundReason();
      String text = say("mesh.route.noService", dial.authority(), policy.httpRoute());
      return new HttpRoute(
          policy.httpRoute(),
          open ? Optional.of(policy.cluster()) : Optional.empty(),
          dial.authority(),
          open ? 0 : BAD_GATEWAY,
          UNAVAILABLE,
          Retries.NEVER,
          "",
          new Because(text, why.object(), why.field(), why.value()));
    }
  }
}
