package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.config.Chain;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import dev.egresstls.lab.mesh.registry.Reach;
import dev.egresstls.lab.mesh.registry.SidecarScope;
import dev.egresstls.lab.mesh.route.Fit;
import dev.egresstls.lab.mesh.route.MeshRoutes;
import dev.egresstls.lab.mesh.route.RequestView;
import dev.egresstls.lab.mesh.route.RouteTarget;
import dev.egresstls.lab.mesh.route.Rule;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * The route that an HTTP request takes in a sidecar (istio
 * pilot/pkg/networking/core/httproute.go:310-360,510-620,781-839 @1.30.3).
 *
 * @param name {@code default} for a service's own, {@code allow_any} or {@code block_all}
 *     otherwise; {@code -} for none
 * @param cluster empty if the sidecar answers by itself
 * @param authority the Host that goes on
 * @param answer what the sidecar answers by itself; 0 if it sends the request on
 * @param undecided why it is not sure that the request takes it; empty text if it is
 */
record HttpRoute(
    String name,
    Optional<String> cluster,
    String authority,
    int answer,
    String undecided,
    Because because) {
  /** The name of a service's own route. */
  static final String OWN = "default";

  /** The name of no route. */
  static final String NONE = "-";

  private static final int NOT_FOUND = 404;
  private static final int BAD_GATEWAY = 502;

  /** Follows requests in one listener. */
  record Table(Observation seen, Dial dial, SidecarScope scope, int port, Tree pod) {
    /** The route of the dial's request. */
    HttpRoute of(Chain chain) {
      String host = dial.authority();
      if (dial.request().method().equals("CONNECT")) {
        return none(say("mesh.route.connect"), Because.plain(""));
      }
      if (!chain.cluster().isEmpty()) {
        return sure(OWN, chain.cluster(), chain.because());
      }
      Optional<Best> best = best(host);
      MeshRoutes routes = new MeshRoutes(seen, scope.namespace());
      if (best.isPresent()) {
        List<Rule> rules = routes.http(best.get().service());
        return rules.isEmpty() ? own(best.get()) : byRules(rules, best.get().service().host());
      }
      List<Rule> rules = scope.host(host).isEmpty() ? routes.http(host) : List.<Rule>of();
      return rules.isEmpty() ? fallback() : byRules(rules, host);
    }

    private record Best(MeshService service, MeshService.Port port) {}

    private Optional<Best> best(String host) {
      Optional<Best> best = Optional.empty();
      int length = -1;
      for (MeshService service : scope.hosts()) {
        Optional<MeshService.Port> own = service.port(port).filter(HttpRoute::isRead);
        int fit = own.isEmpty() || service.reach() == Reach.ALIAS ? -1 : fit(service, host);
        if (fit > length) {
          length = fit;
          best = Optional.of(new Best(service, own.orElseThrow()));
        }
      }
      return best;
    }

    /** How well one of a service's names is a host: exact, else by the longest pattern. */
    private int fit(MeshService service, String host) {
      int best = -1;
      for (String domain : scope.domains(service)) {
        if (domain.equals(host)) {
          return Integer.MAX_VALUE;
        }
        boolean below = Hosts.isPattern(domain) && host.length() >= domain.length();
        if (below && Hosts.banners(domain, host)) {
          best = Math.max(best, domain.length());
        }
      }
      return best;
    }

    private HttpRoute own(Best best) {
      MeshService service = best.service();
      String kind = service.kubernetes() ? "Service " : "ServiceEntry ";
      Tree object = service.owner(best.port());
      String text = say("mesh.route.host", dial.authority(), kind + ObjectNames.name(object));
      String field = service.kubernetes() ? "metadata.name" : "spec.hosts";
      Because because = new Because(text, ObjectNames.of(object), field, service.title());
      return sure(OWN, service.clusterName(best.port()), because);
    }

    private HttpRoute sure(String name, String cluster, Because because) {
      return new HttpRoute(name, Optional.of(cluster), dial.authority(), 0, "", because);
    }

    private HttpRoute none(String text, Because because) {
      Because why = new Because(text, because.object(), because.field(), because.value());
      return new HttpRoute(NONE, Optional.empty(), dial.authority(), NOT_FOUND, "", why);
    }

    private HttpRoute byRules(List<Rule> rules, String host) {
      RequestView request =
          new RequestView(
              dial.request().method(),
              dial.authority(),
              dial.request().path(),
              port,
              pod.at("metadata.labels"),
              scope.namespace());
      String doubt = "";
      for (Rule rule : rules) {
        Fit fit = rule.fits().apply(request);
        if (fit == Fit.UNKNOWN) {
          doubt = say("mesh.route.doubt", rule.because().object(), rule.because().field());
        } else if (fit == Fit.YES) {
          return taken(rule, doubt);
        }
      }
      Because first = rules.get(0).because();
      HttpRoute none = none(say("mesh.route.noRule", host), first);
      return new HttpRoute(
          NONE, Optional.empty(), none.authority(), NOT_FOUND, doubt, none.because());
    }

    private HttpRoute taken(Rule rule, String doubt) {
      RouteTarget target = rule.target();
      String subset = target.subset().isEmpty() ? "" : say("mesh.route.subset", target.subset());
      String own = target.undecided().isEmpty() ? subset : target.undecided();
      String undecided = doubt.isEmpty() ? own : doubt;
      String authority = target.authority().orElse(dial.authority());
      Optional<String> cluster =
          target.host().isEmpty() ? Optional.empty() : Optional.of(cluster(target));
      return new HttpRoute(
          rule.name(), cluster, authority, target.answer(), undecided, rule.because());
    }

    /** The only port of the service counts if the rule names none, else that of the listener. */
    private String cluster(RouteTarget target) {
      int to =
          target
              .port()
              .orElseGet(
                  () ->
                      scope
                          .host(target.host())
                          .filter(service -> service.ports().size() == 1)
                          .map(service -> service.ports().get(0).number())
                          .orElse(port));
      return "outbound|" + to + "|" + target.subset() + "|" + target.host();
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
          "",
          new Because(text, why.object(), why.field(), why.value()));
    }
  }

  private static boolean isRead(MeshService.Port port) {
    return port.protocol() == PortProtocol.HTTP || port.protocol() == PortProtocol.AUTO;
  }
}
