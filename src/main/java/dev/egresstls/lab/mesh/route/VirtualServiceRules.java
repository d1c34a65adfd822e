package dev.egresstls.lab.mesh.route;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The HTTP rules of a VirtualService, in order (istio
 * pilot/pkg/networking/core/route/route.go:350-640 @1.31.0).
 */
record VirtualServiceRules(Tree object) {
  /** Headers that curl sends; a rule that looks at any other finds nothing. */
  private static final Set<String> SENT = Set.of("user-agent", "accept", "host", "cookie");

  /** Those of which a match stands for the client and the port; only they are made. */
  List<Rule> http(RequestView request) {
    List<Rule> rules = new ArrayList<>();
    List<Tree> items = object.at("spec.http").items();
    for (int i = 0; i < items.size(); i++) {
      Tree rule = items.get(i);
      List<Tree> matches = rule.get("match").items();
      if (!matches.isEmpty() && matches.stream().noneMatch(one -> stands(one, request))) {
        continue;
      }
      String name = rule.get("name").text("-");
      String field = "spec.http[" + i + "]";
      String text = say("mesh.route.virtualService", ObjectNames.name(object), field);
      Because because = new Because(text, ObjectNames.of(object), field, value(rule));
      rules.add(new Rule(name, asked -> fits(rule, asked), target(rule), because));
    }
    return rules;
  }

  private static String value(Tree rule) {
    for (String what : List.of("redirect", "directResponse", "delegate", "route")) {
      if (rule.get(what).isPresent()) {
        return rule.get(what).toString();
      }
    }
    return "";
  }

  private static Fit fits(Tree rule, RequestView request) {
    List<Tree> matches = rule.get("match").items();
    if (matches.isEmpty()) {
      return Fit.YES;
    }
    Fit any = Fit.NO;
    for (Tree match : matches) {
      any = any.or(matches(match, request));
    }
    return any;
  }

  private static Fit matches(Tree match, RequestView request) {
    return Fit.of(stands(match, request))
        .and(TextMatch.fits(match.get("uri"), path(match, request)))
        .and(TextMatch.fits(match.get("authority"), request.host()))
        .and(TextMatch.fits(match.get("method"), request.method()))
        .and(TextMatch.fits(match.get("scheme"), "http"))
        .and(headers(match))
        .and(query(match, request));
  }

  /** What is decided before a request comes; a gateway's name is all else that counts. */
  private static boolean stands(Tree match, RequestView request) {
    List<String> gateways = match.get("gateways").texts();
    boolean here =
        gateways.isEmpty()
            ? match.get("sourceNamespace").text(request.namespace()).equals(request.namespace())
                && match.get("sourceLabels").fields().entrySet().stream()
                    .allMatch(l -> request.labels().get(l.getKey()).equals(l.getValue()))
            : gateways.contains("mesh");
    return here && match.get("port").number(request.port()) == request.port();
  }

  private static String path(Tree match, RequestView request) {
    return match.get("ignoreUriCase").isTrue()
        ? request.bare().toLowerCase(Locale.ROOT)
        : request.bare();
  }

  private static Fit headers(Tree match) {
    Fit fit = Fit.YES;
    for (String name : match.get("headers").fields().keySet()) {
      fit = fit.and(SENT.contains(name) || name.startsWith(":") ? Fit.UNKNOWN : Fit.NO);
    }
    for (String name : match.get("withoutHeaders").fields().keySet()) {
      fit = fit.and(SENT.contains(name) || name.startsWith(":") ? Fit.UNKNOWN : Fit.YES);
    }
    return fit;
  }

  private static Fit query(Tree match, RequestView request) {
    Fit fit = Fit.YES;
    for (String name : match.get("queryParams").fields().keySet()) {
      fit = fit.and(request.hasQuery(name) ? Fit.UNKNOWN : Fit.NO);
    }
    return fit;
  }

  private RouteTarget target(Tree rule) {
    if (rule.get("redirect").isObject()) {
      return RouteTarget.answers((int) rule.at("redirect.redirectCode").number(301));
    }
    if (rule.get("directResponse").isObject()) {
      return RouteTarget.answers((int) rule.at("directResponse.status").number(200));
    }
    if (rule.get("delegate").isObject()) {
      return RouteTarget.answers(0).doubted(say("mesh.route.delegate"));
    }
    RouteTarget to =
        Destinations.of(rule.get("route").items(), ObjectNames.namespace(object))
            .retrying(rule.get("retries"));
    Optional<String> authority = rule.at("rewrite.authority").text();
    RouteTarget asked = authority.isPresent() ? to.asking(authority) : to;
    return rule.get("fault").isObject() ? fault(rule.get("fault"), asked) : asked;
  }

  private static RouteTarget fault(Tree fault, RouteTarget otherwise) {
    Tree abort = fault.get("abort");
    if (!abort.isObject()) {
      return otherwise;
    }
    boolean always = abort.at("percentage.value").number(100) == 100;
    long code = abort.get("httpStatus").number(0);
    return always && code > 0
        ? RouteTarget.answers((int) code)
        : otherwise.doubted(say("mesh.route.fault"));
  }

  /** Reads the destinations of rules. */
  static final class Destinations {
    private Destinations() {}

    static RouteTarget of(List<Tree> routes, String namespace) {
      List<Tree> taken =
          routes.size() < 2
              ? routes
              : routes.stream().filter(route -> route.get("weight").number(0) > 0).toList();
      if (taken.isEmpty()) {
        return RouteTarget.answers(0).doubted(say("mesh.route.nowhere"));
      }
      Tree to = taken.get(0).get("destination");
      long port = to.at("port.number").number(0);
      RouteTarget target =
          RouteTarget.to(
              Hosts.full(to.get("host").text(""), namespace),
              port > 0 ? Optional.of((int) port) : Optional.empty(),
              to.get("subset").text(""));
      return taken.size() == 1 ? target : target.doubted(say("mesh.route.several", taken.size()));
    }
  }
}
