package dev.egresstls.lab.mesh.route;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP rules of a VirtualService, in order (istio
 * pilot/pkg/networking/core/route/route.go:350-640 @1.31.0).
 */
record VirtualServiceRules(Tree object) {
  /**
   * One for each match that stands for the client and the port, or for a rule without matches; a
   * match may add its name (route.go:485-515 @1.31.0).
   */
  List<Rule> http(RequestView request) {
    List<Rule> rules = new ArrayList<>();
    List<Tree> items = object.at("spec.http").items();
    for (int i = 0; i < items.size(); i++) {
      Tree rule = items.get(i);
      String field = "spec.http[" + i + "]";
      String text = say("mesh.route.virtualService", ObjectNames.name(object), field);
      Because because = new Because(text, ObjectNames.of(object), field, value(rule));
      RouteTarget target = target(rule);
      List<Tree> matches = rule.get("match").items();
      for (Tree match : matches.isEmpty() ? List.of(Tree.object()) : matches) {
        if (stands(match, request)) {
          String name = name(rule, match);
          rules.add(new Rule(name, asked -> matches(match, asked), target, because));
        }
      }
    }
    return rules;
  }

  private static String name(Tree rule, Tree match) {
    String own = match.get("name").text("");
    String name = rule.get("name").text("") + (own.isEmpty() ? "" : "." + own);
    return name.isEmpty() ? "-" : name;
  }

  private static String value(Tree rule) {
    for (String what : List.of("redirect", "directResponse", "delegate", "route")) {
      if (rule.get(what).isPresent()) {
        return rule.get(what).toString();
      }
    }
    return "";
  }

  private static Fit matches(Tree match, RequestView request) {
    return Fit.of(stands(match, request))
        .and(path(match, request))
        .and(authority(match.get("authority"), request.host()))
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

  private static Fit path(Tree match, RequestView request) {
    Tree uri = match.get("uri");
    return match.get("ignoreUriCase").isTrue()
        ? TextMatch.inAnyCase(uri, request.bare())
        : TextMatch.fits(uri, request.bare());
  }

  /** The whole header is compared, with its port. Clients differ in whether they lower its case. */
  private static Fit authority(Tree match, String sent) {
    boolean mixed = !sent.equals(sent.toLowerCase(Locale.ROOT));
    return mixed && !TextMatch.isPresence(match) ? Fit.UNKNOWN : TextMatch.fits(match, sent);
  }

  private static Fit headers(Tree match) {
    Fit fit = Fit.YES;
    for (String name : match.get("headers").fields().keySet()) {
      fit = fit.and(RequestView.mayHave(name) ? Fit.UNKNOWN : Fit.NO);
    }
    for (Map.Entry<String, Tree> one : match.get("withoutHeaders").fields().entrySet()) {
      fit = fit.and(RequestView.mayHave(one.getKey()) ? Fit.UNKNOWN : without(one.getValue()));
    }
    return fit;
  }

  /** A header that is not there counts as an empty one (route.go:1074-1087 @1.31.0). */
  private static Fit without(Tree match) {
    return TextMatch.isPresence(match) ? Fit.YES : TextMatch.fits(match, "").not();
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
            .retrying(Retries.of(rule.get("retries"), 0))
            .within(rule.get("timeout").text(""));
    Optional<String> authority =
        rule.at("rewrite.authority").text().or(() -> HostRewrite.of(rule.get("headers")));
    RouteTarget asked = authority.isPresent() ? to.asking(authority) : to;
    return fault(rule.get("fault"), asked);
  }

  /** A fault without a percentage does nothing (route.go:1387-1439 @1.31.0). */
  private static RouteTarget fault(Tree fault, RouteTarget otherwise) {
    boolean delays = isSome(fault.at("delay.percentage.value"), fault.at("delay.percent"));
    Tree abort = fault.get("abort");
    long code = abort.get("httpStatus").number(0);
    if (delays) {
      return otherwise.doubted(say("mesh.route.delay"));
    }
    if (!isSome(abort.at("percentage.value"))) {
      return otherwise;
    }
    return abort.at("percentage.value").number(0) == 100 && code > 0
        ? otherwise.aborted((int) code)
        : otherwise.doubted(say("mesh.route.fault"));
  }

  private static boolean isSome(Tree... percentages) {
    return Arrays.stream(percentages).anyMatch(one -> !one.text("0").matches("0(\\.0*)?"));
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
                  to.get("subset").text(""))
              .asking(HostRewrite.of(taken.get(0).get("headers")));
      return taken.size() == 1 ? target : target.doubted(say("mesh.route.several", taken.size()));
    }
  }
}
