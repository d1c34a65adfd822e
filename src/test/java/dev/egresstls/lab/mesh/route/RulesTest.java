package dev.egresstls.lab.mesh.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests a rule takes, and where it leads, in the words of both APIs. */
class RulesTest {
  private static final RequestView REQUEST =
      new RequestView(
          "GET",
          "shop.example:8080",
          "/Cart/items?page=2",
          80,
          Tree.object("app", "curl"),
          "default");

  private static List<Rule> virtualService(String rule) {
    Tree object =
        Yaml.read(
            "{kind: VirtualService, metadata: {name: vs, namespace: default}, spec: {http: ["
                + rule
                + "]}}");
    return new VirtualServiceRules(object).http(REQUEST);
  }

  private static Rule httpRoute(String rule, String... others) {
    List<Tree> objects = List.of(others).stream().map(Yaml::read).toList();
    Tree route =
        Yaml.read(
            "{kind: HTTPRoute, metadata: {name: r, namespace: default}, spec: {rules: ["
                + rule
                + "]}}");
    return new HttpRouteRules(Observation.of(objects, Map.of()), true).of(List.of(route)).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|YES",
        "{match: [{uri: {exact: /Cart/items}}]}|YES",
        "{match: [{uri: {exact: /cart/items}}]}|NO",
        "{match: [{uri: {prefix: /CART}, ignoreUriCase: true}]}|YES",
        "{match: [{uri: {regex: '/cart.*'}, ignoreUriCase: true}]}|NO",
        "{match: [{uri: {prefix: /cart}}]}|NO",
        "{match: [{uri: {regex: '/C.*s'}}]}|YES",
        "{match: [{uri: {regex: '('}}]}|UNKNOWN",
        "{match: [{uri: {regex: ''}}]}|UNKNOWN",
        "{match: [{port: 443}, {method: {exact: GET}}]}|YES",
        "{match: [{port: 443}]}|NO",
        "{match: [{gateways: [other]}]}|NO",
        "{match: [{gateways: [mesh], sourceLabels: {app: curl}}]}|YES",
        "{match: [{sourceLabels: {app: web}}]}|NO",
        "{match: [{sourceNamespace: elsewhere}]}|NO",
        "{match: [{authority: {prefix: shop}}]}|YES",
        "{match: [{authority: {exact: shop.example}}]}|NO",
        "{match: [{authority: {exact: 'shop.example:8080'}}]}|YES",
        "{match: [{headers: {user-agent: {regex: curl.*}}}]}|UNKNOWN",
        "{match: [{headers: {User-Agent: {}}}]}|UNKNOWN",
        "{match: [{headers: {x-request-id: {}}}]}|UNKNOWN",
        "{match: [{headers: {x-forwarded-proto: {exact: https}}}]}|UNKNOWN",
        "{match: [{withoutHeaders: {x-team: {}}}]}|YES",
        "{match: [{withoutHeaders: {x-team: {regex: '*'}}}]}|YES",
        "{match: [{withoutHeaders: {x-team: {regex: '.*'}}}]}|NO",
        "{match: [{withoutHeaders: {x-team: {regex: '('}}}]}|UNKNOWN",
        "{match: [{headers: {x-team: {exact: a}}}]}|NO",
        "{match: [{withoutHeaders: {x-team: {exact: a}}}]}|YES",
        "{match: [{withoutHeaders: {cookie: {exact: a}}}]}|UNKNOWN",
        "{match: [{queryParams: {page: {exact: '2'}}}]}|UNKNOWN",
        "{match: [{queryParams: {sort: {exact: up}}}]}|NO",
      })
  void a_virtual_service_takes_what_its_matches_say(String rule, Fit fit) {
    List<Fit> fits =
        virtualService(rule).stream()
            .map(one -> one.fits().apply(REQUEST))
            .filter(one -> one != Fit.NO)
            .toList();
    assertEquals(fit, fits.isEmpty() ? Fit.NO : fits.get(0));
  }

  @Test
  void each_match_is_a_route_of_its_own_and_adds_its_name() {
    String rule =
        "{name: cart, match: [{name: old, uri: {exact: /}}, {uri: {exact: /b}}], route: []}";
    assertEquals(
        List.of("cart.old", "cart"), virtualService(rule).stream().map(Rule::name).toList());
    assertEquals(
        List.of(".old", "-"),
        virtualService(rule.replace("name: cart, ", "")).stream().map(Rule::name).toList());
  }

  @Test
  void a_host_whose_case_the_client_may_lower_is_not_compared() {
    RequestView mixed = new RequestView("GET", "Shop.example", "/", 80, Tree.object(), "default");
    Rule rule = virtualService("{match: [{authority: {exact: shop.example}}]}").get(0);
    assertEquals(Fit.UNKNOWN, rule.fits().apply(mixed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{rewrite: {authority: a.example}, headers: {request: {set: {Host: b.example}}}, route: [{destination: {host: w}}]}|a.example",
        "{headers: {request: {add: {':authority': c.example}, set: {host: b.example}}}, route: [{destination: {host: w}}]}|b.example",
        "{headers: {request: {set: {x-a: b}}}, route: [{destination: {host: w}, headers: {request: {set: {host: d.example}}}}]}|d.example",
        "{headers: {request: {set: {x-a: b}}}, route: [{destination: {host: w}}]}|",
      })
  void a_host_among_the_headers_that_a_rule_sets_is_the_one_that_goes_on(
      String rule, String authority) {
    assertEquals(Optional.ofNullable(authority), virtualService(rule).get(0).target().authority());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|UNCONNECTED",
        "{retries: {}}|NEVER",
        "{retries: {attempts: 0}}|NEVER",
        "{retries: {attempts: 2}}|UNCONNECTED",
        "{retries: {attempts: 2, retryOn: '5xx, 429'}}|ANY",
        "{retries: {attempts: 2, retryOn: 'refused-stream,connect-failure'}}|UNCONNECTED",
        "{retries: {attempts: 2, retryOn: '503,cancelled'}}|NEVER",
      })
  void a_rule_says_after_which_failures_a_request_is_tried_again(String rule, Retries retries) {
    String whole = rule.equals("{}") ? "{" : rule.substring(0, rule.length() - 1) + ", ";
    String to = whole + "route: [{destination: {host: a}}]}";
    assertEquals(retries, virtualService(to).get(0).target().retries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{redirect: {redirectCode: 308}}|308||",
        "{redirect: {uri: /}}|301||",
        "{directResponse: {status: 418}}|418||",
        "{delegate: {name: other}}|0||delegates",
        "{route: []}|0||has no destination",
        "{route: [{destination: {host: web}}]}|0|web.default.svc.cluster.local|",
        "{route: [{destination: {host: web}}], rewrite: {authority: a.example}}|0|web.default.svc.cluster.local|",
        "{route: [{destination: {host: a}, weight: 50}, {destination: {host: b}, weight: 50}]}|0|a.default.svc.cluster.local|splits requests",
        "{route: [{destination: {host: a}, weight: 0}, {destination: {host: b}, weight: 100}]}|0|b.default.svc.cluster.local|",
        "{route: [{destination: {host: a}}], fault: {abort: {httpStatus: 503}}}|0|a.default.svc.cluster.local|",
        "{route: [{destination: {host: a}}], fault: {abort: {httpStatus: 503, percentage: {value: 100}}}}|503|a.default.svc.cluster.local|",
        "{route: [{destination: {host: a}}], fault: {abort: {grpcStatus: NOT_FOUND, percentage: {value: 100}}}}|0|a.default.svc.cluster.local|a fault affects only some",
        "{route: [{destination: {host: a}}], fault: {delay: {fixedDelay: 1s, percentage: {value: 0.5}}}}|0|a.default.svc.cluster.local|a fault delays",
        "{route: [{destination: {host: a}}], timeout: 10s}|0|a.default.svc.cluster.local|",
        "{route: [{destination: {host: a}}], timeout: 0s}|0|a.default.svc.cluster.local|",
        "{route: [{destination: {host: a}}], timeout: 0.5s}|0|a.default.svc.cluster.local|no more time than 0.5s",
        "{route: [{destination: {host: a}}], timeout: 5ms}|0|a.default.svc.cluster.local|no more time than 5ms",
        "{route: [{destination: {host: a}}], fault: {abort: {httpStatus: 503, percentage: {value: 5}}}}|0|a.default.svc.cluster.local|a fault affects only some",
        "{route: [{destination: {host: a}}], fault: {delay: {fixedDelay: 1s}}}|0|a.default.svc.cluster.local|",
      })
  void a_virtual_service_leads_where_it_says_or_says_that_it_is_not_known(
      String rule, int answer, String host, String undecided) {
    leads(virtualService(rule).get(0).target(), answer, host, undecided);
  }

  private static void leads(RouteTarget target, int answer, String host, String undecided) {
    assertEquals(answer, target.answer());
    assertEquals(host == null ? "" : host, target.host());
    String doubt = target.undecided();
    assertTrue(undecided == null ? doubt.isEmpty() : doubt.contains(undecided), doubt);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{matches: [{path: {type: Exact, value: /Cart/items}}]}|YES",
        "{matches: [{path: {type: Exact, value: /Cart}}]}|NO",
        "{matches: [{path: {type: PathPrefix, value: /Cart}}]}|YES",
        "{matches: [{path: {type: PathPrefix, value: /Car}}]}|NO",
        "{matches: [{path: {type: RegularExpression, value: '/C.*'}}]}|YES",
        "{matches: [{method: POST}]}|NO",
        "{matches: [{headers: [{name: X-Team, value: a}]}]}|NO",
        "{matches: [{headers: [{name: Host, value: a}]}]}|UNKNOWN",
        "{matches: [{headers: [{name: X-Request-Id, value: a}]}]}|UNKNOWN",
        "{matches: [{queryParams: [{name: page, value: '2'}]}]}|UNKNOWN",
        "{matches: [{queryParams: [{name: sort, value: up}]}]}|NO",
      })
  void an_http_route_takes_what_its_matches_say(String rule, Fit fit) {
    assertEquals(fit, httpRoute(rule).fits().apply(REQUEST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: Host, value: b.example}]}}], backendRefs: [{name: web, port: 80}]}|b.example",
        "{backendRefs: [{name: web, port: 80, filters: [{type: RequestHeaderModifier, requestHeaderModifier: {add: [{name: host, value: c.example}]}}]}]}|c.example",
        "{filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /}}}], backendRefs: [{name: web, port: 80}]}|",
      })
  void filters_may_set_the_host_that_goes_on(String rule, String authority) {
    assertEquals(Optional.ofNullable(authority), httpRoute(rule, WEB).target().authority());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "there|default||",
        "there|default|web|",
        "there|default|other|no ReferenceGrant",
        "there|elsewhere||no ReferenceGrant",
        "default|default||no ReferenceGrant",
      })
  void a_backend_in_another_namespace_needs_a_grant_of_its_own(
      String home, String from, String name, String undecided) {
    String grant =
        "{kind: ReferenceGrant, metadata: {name: g, namespace: %s}, spec: {from: [{kind: HTTPRoute,"
            + " namespace: %s}], to: [{kind: Service%s}]}}";
    String named = name == null ? "" : ", name: " + name;
    String rule = "{backendRefs: [{name: web, namespace: there, port: 80}]}";
    RouteTarget target = httpRoute(rule, THERE, grant.formatted(home, from, named)).target();
    leads(target, 0, "web.there.svc.cluster.local", undecided);
  }

  private static final String WEB = "{kind: Service, metadata: {name: web, namespace: default}}";
  private static final String THERE = "{kind: Service, metadata: {name: web, namespace: there}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{backendRefs: [{name: web, port: 80}]}|0|web.default.svc.cluster.local|",
        "{backendRefs: [{name: gone, port: 80}]}|0|gone.default.svc.cluster.local|",
        "{backendRefs: []}|500||",
        "{backendRefs: [{name: web, port: 80, weight: 0}]}|500||",
        "{backendRefs: [{name: web, port: 80}, {name: other, port: 80}]}|0|web.default.svc.cluster.local|splits requests",
        "{backendRefs: [{name: web, namespace: there, port: 80}]}|0|web.there.svc.cluster.local|no ReferenceGrant",
        "{backendRefs: [{kind: Hostname, group: networking.istio.io, name: a.example, port: 80}]}|0|a.example|",
        "{filters: [{type: RequestRedirect, requestRedirect: {statusCode: 301}}]}|301||",
        "{filters: [{type: RequestRedirect, requestRedirect: {}}]}|302||",
        "{filters: [{type: ExtensionRef, extensionRef: {name: x}}]}|0||filter of an extension",
        "{filters: [{type: RequestHeaderModifier}, {type: URLRewrite, urlRewrite: {hostname: b.example}}], backendRefs: [{name: web, port: 80}]}|0|web.default.svc.cluster.local|",
      })
  void an_http_route_leads_where_it_says_or_says_that_it_is_not_known(
      String rule, int answer, String host, String undecided) {
    leads(httpRoute(rule, WEB, THERE).target(), answer, host, undecided);
  }
}
