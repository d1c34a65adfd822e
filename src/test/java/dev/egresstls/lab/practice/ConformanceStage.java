package dev.egresstls.lab.practice;

import dev.egresstls.lab.mesh.conformance.Row;
import dev.egresstls.lab.mesh.conformance.Scenario;
import dev.egresstls.lab.mesh.conformance.SetUp;
import dev.egresstls.lab.mesh.conformance.Sighting;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Pods.ExecResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Practice clusters for the scenarios of the table: one for each way of installing them. */
final class ConformanceStage implements AutoCloseable {
  private static final String SIDECAR = "istio-proxy";

  private record Installed(PracticeSite site, Arrangement arrangement) {}

  private final Map<String, Installed> sites = new HashMap<>();
  private final Map<String, List<String>> settings = new HashMap<>();

  /** A scenario, on its stage. */
  final class Scene {
    private final Scenario scenario;
    private final Installed on;
    private final Optional<ConfigDump> dump;

    private Scene(Scenario scenario, Installed on) throws InterruptedException {
      this.scenario = scenario;
      this.on = on;
      boolean sidecar = scenario.client().equals("curl");
      this.dump = sidecar ? Optional.of(dump()) : Optional.empty();
    }

    private ConfigDump dump() throws InterruptedException {
      ExecResult result =
          on.site.exec("curl", SIDECAR, "pilot-agent", "request", "GET", "config_dump");
      return ConfigDump.read(Json.read(result.stdout()));
    }

    /** Sends the request of a row, and gives what was seen of it. */
    Sighting send(Row row) throws InterruptedException {
      Instant before = Instant.now();
      String[] argv = row.curl().toArray(String[]::new);
      ExecResult result = on.site.exec(scenario.client(), "curl", argv);
      CurlOutput curl = CurlOutput.parse(result.stdout(), result.stderr());
      return new Sighting(
          dump, line(curl, before), curl, row.dial("", "").port(), on.arrangement.policies());
    }

    private Optional<AccessLogLine> line(CurlOutput curl, Instant before) {
      if (dump.isEmpty()) {
        return Optional.empty();
      }
      return on.site.log(scenario.client(), SIDECAR, before.minusSeconds(1)).stream()
          .flatMap(text -> AccessLogLine.parse(text).stream())
          .filter(line -> line.isFrom(curl.connection().localPort().orElse(-1)))
          .findFirst();
    }
  }

  /** Brings a scenario about on a version. */
  Scene set(Scenario scenario, String version) throws Exception {
    SetUp setUp = scenario.setUp(version);
    Installed on = installed(setUp);
    String status = scenario.rows(version).get(0).expected().get("status").get(0);
    boolean statuses = !status.contains("no status");
    on.arrangement.create(scenario.objects(setUp), statuses);
    for (Tree step : scenario.then()) {
      if (step.get("delete").isPresent()) {
        on.arrangement.delete(step.get("delete").text(""));
      } else {
        on.arrangement.createLast(setUp.inItsVersion(step.get("apply")));
      }
    }
    on.arrangement.await(status);
    return new Scene(scenario, on);
  }

  private Installed installed(SetUp setUp) throws Exception {
    String key = setUp.istio() + " " + setUp.bundle() + " " + setUp.channel();
    String[] wanted = setUp.settings().toArray(String[]::new);
    Installed there = sites.get(key);
    if (there == null) {
      PracticeSite site =
          PracticeSite.withClient(setUp.istio(), setUp.bundle(), setUp.channel(), wanted);
      PlainClients.add(site);
      there = new Installed(site, new Arrangement(site));
      sites.put(key, there);
    } else {
      there.arrangement.clear();
      if (!Set.copyOf(settings.get(key)).equals(Set.copyOf(setUp.settings()))) {
        there.site.istioctl(wanted);
      }
    }
    settings.put(key, setUp.settings());
    return there;
  }

  @Override
  public void close() {
    sites.values().forEach(one -> one.site.close());
  }
}
