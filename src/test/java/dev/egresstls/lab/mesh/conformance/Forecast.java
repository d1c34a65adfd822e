package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.mesh.Captures;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.mesh.policy.Policies;
import dev.egresstls.lab.mesh.policy.PolicyOutcome;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.mesh.sidecar.SidecarConfig;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the path model says of a scenario on a version, from its objects alone. */
public final class Forecast {
  private static final Captures.Capture AROUND = Captures.one("1.29.1/tutorial");
  private static final Captures.Capture PLAIN = Captures.one("1.29.1/no-sidecar");

  private final Scenario scenario;
  private final Observation seen;
  private final List<Tree> policies;

  private Forecast(Scenario scenario, Observation seen, List<Tree> policies) {
    this.scenario = scenario;
    this.seen = seen;
    this.policies = policies;
  }

  /** Works it out, step by step as the scenario happens. */
  public static Forecast of(Scenario scenario, String version) {
    SetUp setUp = scenario.setUp(version);
    List<Tree> objects = Objects.withStatuses(scenario.objects(setUp), o -> observed(o, setUp));
    for (Tree step : scenario.then()) {
      objects = Objects.withStatuses(Objects.after(objects, step, setUp), o -> observed(o, setUp));
    }
    return new Forecast(scenario, observed(objects, setUp), Objects.policies(objects));
  }

  private static Observation observed(List<Tree> objects, SetUp setUp) {
    List<Tree> all = new ArrayList<>(objects);
    Stream.concat(AROUND.objects().stream(), PLAIN.scenario().get("pods").items().stream())
        .filter(object -> !ObjectNames.name(object).startsWith("google-"))
        .forEach(all::add);
    Observation seen = AROUND.observed(all);
    return seen.with(setUp.crd())
        .withIstio(IstioVersion.parse(setUp.istio()).orElseThrow())
        .withAlphaFlag(setUp.alphaFlag())
        .with(
            seen.controlPlane()
                .withVersion(IstioVersion.parse(setUp.istio()).orElseThrow())
                .withAlphaGatewayApi(setUp.alphaFlag())
                .withEdsForHeadless(setUp.sets("EDS_FOR_HEADLESS_SERVICES=true"))
                .withOutbound(
                    setUp.sets("REGISTRY_ONLY")
                        ? OutboundPolicy.REGISTRY_ONLY
                        : OutboundPolicy.ALLOW_ANY));
  }

  /** By the names of {@link Row#FIELDS}: all values that may come of it. */
  public Map<String, List<String>> of(Row row) {
    Tree pod = pod();
    Route route = PathModel.trace(row.dial("default", ObjectNames.name(pod)), seen);
    Optional<ClusterConfig> cluster =
        route
            .cluster()
            .flatMap(
                name ->
                    SidecarConfig.expected(seen, "default", ObjectNames.name(pod)).cluster(name));
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("listener", List.of(Sighting.masked(route.listener().orElse(Sighting.NONE))));
    fields.put("filter", List.of(route.filter().envoyName()));
    fields.put("cluster", List.of(route.cluster().orElse(Sighting.NONE)));
    fields.put("type", List.of(route.clusterType().orElse(Sighting.NONE)));
    fields.put("tls", List.of(route.tls().map(Tls::words).orElse("none")));
    fields.put("rule", List.of(Sighting.rule(cluster.flatMap(ClusterConfig::config))));
    fields.put("log", List.of(route.accessLog().cluster()));
    fields.put("flags", route.accessLog().flags());
    fields.put("route", List.of(route.accessLog().route()));
    fields.put("curl", route.client().exits().stream().map(String::valueOf).toList());
    fields.put("code", List.of(route.client().httpCode().map(String::valueOf).orElse("?")));
    fields.put("status", List.of(Statuses.words(policies)));
    return fields;
  }

  private Tree pod() {
    String app = scenario.client().equals("curl") ? "curl" : "curl-plain";
    return seen.all("Pod").stream()
        .filter(pod -> pod.at("metadata.labels.app").text("").equals(app))
        .findFirst()
        .orElseThrow();
  }

  /** What policies look like once istiod has seen them. */
  static List<Tree> judged(Observation seen) {
    return Policies.judge(seen).stream().map(Forecast::written).toList();
  }

  private static Tree written(PolicyOutcome outcome) {
    Tree status = outcome.status(Instant.EPOCH);
    return status.isMissing() ? outcome.policy() : outcome.policy().with("status", status);
  }
}
