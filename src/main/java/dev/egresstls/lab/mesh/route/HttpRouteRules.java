package dev.egresstls.lab.mesh.route;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of HTTPRoutes: each of their matches by itself, the most specific first (istio
 * pilot/pkg/config/kube/gateway/conversion.go:102-246,462-490,1134-1160 @1.31.0).
 *
 * @param grants whether a backend in another namespace needs a ReferenceGrant: not in the mesh
 */
record HttpRouteRules(Observation seen, boolean grants) {
  private static final int EXACT = 100_000;

  /** What is answered for a backend that is not there. */
  private static final int BROKEN = 500;

  /** A rule's match, and how specific it is. */
  private record Entry(int path, int others, Rule rule) {}

  /** All of some routes. */
  List<Rule> of(List<Tree> routes) {
    List<Entry> entries = new ArrayList<>();
    for (Tree route : routes) {
      List<Tree> rules = route.at("spec.rules").items();
      for (int i = 0; i < rules.size(); i++) {
        for (Tree match : matches(rules.get(i))) {
          entries.add(entry(route, i, rules.get(i), match));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::path).reversed().thenComparing(e -> -e.others()));
    return entries.stream().map(Entry::rule).toList();
  }

  private static List<Tree> matches(Tree rule) {
    List<Tree> matches = rule.get("matches").items();
    return matches.isEmpty() ? List.of(Tree.object()) : matches;
  }

  private Entry entry(Tree route, int index, Tree rule, Tree match) {
    String place = ObjectNames.namespace(route) + "." + ObjectNames.name(route) + "." + index;
    String name = rule.get("name").text(place);
    String text = say("mesh.route.httpRoute", ObjectNames.name(route));
    String what = answers(rule) ? "filters" : "backendRefs";
    String value = rule.get(what).isPresent() ? rule.get(what).toString() : "";
    String field = "spec.rules[" + index + "]." + what;
    Because because = new Because(text, ObjectNames.of(route), field, value);
    RouteTarget target = target(rule, ObjectNames.namespace(route));
    int length = match.at("path.value").text("/").length();
    int rank =
        switch (match.at("path.type").text("")) {
          case "Exact" -> 2;
          case "RegularExpression" -> 0;
          default -> 1;
        };
    int others =
        (match.get("method").isPresent() ? EXACT : 0)
            + 100 * match.get("headers").items().size()
            + match.get("queryParams").items().size();
    return new Entry(
        rank * EXACT + length,
        others,
        new Rule(name, request -> fits(match, request), target, because));
  }

  /** Whether a filter decides before any backend does. */
  private static boolean answers(Tree rule) {
    return rule.get("filters").items().stream()
        .map(filter -> filter.get("type").text(""))
        .anyMatch(List.of("RequestRedirect", "ExtensionRef")::contains);
  }

  private static Fit fits(Tree match, RequestView request) {
    Fit fit = TextMatch.path(match.get("path"), request.bare());
    fit = fit.and(Fit.of(match.get("method").text(request.method()).equals(request.method())));
    for (Tree header : match.get("headers").items()) {
      String name = header.get("name").text("");
      fit = fit.and(RequestView.mayHave(name) ? Fit.UNKNOWN : Fit.NO);
    }
    for (Tree query : match.get("queryParams").items()) {
      fit = fit.and(request.hasQuery(query.get("name").text("")) ? Fit.UNKNOWN : Fit.NO);
    }
    return fit;
  }

  private RouteTarget target(Tree rule, String namespace) {
    Optional<String> authority = HostRewrite.of(rule.get("filters").items());
    for (Tree filter : rule.get("filters").items()) {
      switch (filter.get("type").text("")) {
        case "RequestRedirect" -> {
          return RouteTarget.answers((int) filter.at("requestRedirect.statusCode").number(302));
        }
        case "URLRewrite" -> {
          Optional<String> name = filter.at("urlRewrite.hostname").text();
          authority = name.isPresent() ? name : authority;
        }
        case "ExtensionRef" -> {
          return RouteTarget.answers(0).doubted(say("mesh.route.extension"));
        }
        default -> {
          // headers and copies of the request do not change its way
        }
      }
    }
    RouteTarget to =
        backend(rule, namespace)
            .retrying(Retries.of(rule.get("retry"), 2))
            .within(rule.at("timeouts.request").text(""))
            .within(rule.at("timeouts.backendRequest").text(""));
    return authority.isPresent() ? to.asking(authority) : to;
  }

  private RouteTarget backend(Tree rule, String namespace) {
    List<Tree> backends =
        rule.get("backendRefs").items().stream()
            .filter(ref -> ref.get("weight").number(1) > 0)
            .toList();
    if (backends.isEmpty()) {
      return RouteTarget.answers(BROKEN);
    }
    Tree ref = backends.get(0);
    String in = ref.get("namespace").text(namespace);
    String name = ref.get("name").text("");
    String host =
        Stream.of("Hostname", "ServiceEntry").anyMatch(ref.get("kind").text("")::equals)
            ? name
            : name + "." + in + ".svc." + MeshService.DOMAIN;
    RouteTarget target =
        RouteTarget.to(host, Optional.of((int) ref.get("port").number(0)), "")
            .orElse(BROKEN)
            .asking(HostRewrite.of(ref.get("filters").items()));
    boolean elsewhere = !in.equals(namespace);
    if (backends.size() > 1) {
      return target.doubted(say("mesh.route.several", backends.size()));
    }
    return grants && elsewhere && !isGranted(namespace, in, name)
        ? target.doubted(say("mesh.route.grant", in))
        : target;
  }

  /** Whether a ReferenceGrant lets HTTPRoutes of a namespace lead to a Service of another. */
  private boolean isGranted(String from, String to, String service) {
    return seen.all("ReferenceGrant").stream()
        .filter(grant -> ObjectNames.namespace(grant).equals(to))
        .map(grant -> grant.get("spec"))
        .filter(
            spec ->
                spec.get("from").items().stream()
                    .filter(one -> one.get("kind").text("").equals("HTTPRoute"))
                    .anyMatch(one -> one.get("namespace").text("").equals(from)))
        .flatMap(spec -> spec.get("to").items().stream())
        .filter(one -> one.get("kind").text("").equals("Service"))
        .anyMatch(one -> one.get("name").text(service).equals(service));
  }
}
