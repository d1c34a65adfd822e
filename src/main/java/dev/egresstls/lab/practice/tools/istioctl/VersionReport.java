package dev.egresstls.lab.practice.tools.istioctl;

import dev.egresstls.lab.practice.tools.CommandLine;
import dev.egresstls.lab.practice.tools.CommandLine.Refused;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.Query;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** {@code istioctl version}: of itself, of istiod and of the sidecars. */
final class VersionReport {
  private final Cluster cluster;
  private final String own;
  private final Consumer<String> lines;

  VersionReport(Cluster cluster, String own, Consumer<String> lines) {
    this.cluster = cluster;
    this.own = own;
    this.lines = lines;
  }

  int run(CommandLine line) {
    String output = line.value("output").orElse("");
    boolean remote = line.value("remote").map("true"::equals).orElse(true);
    Optional<String> istiod = remote ? istiod() : Optional.empty();
    List<String> proxies = istiod.isPresent() ? proxies() : List.of();
    switch (output) {
      case "" -> text(remote, istiod, proxies);
      case "json" -> Json.pretty(report(istiod, proxies)).lines().forEach(lines);
      case "yaml" -> Yaml.write(report(istiod, proxies)).lines().forEach(lines);
      default -> throw new Refused("--output must be 'yaml' or 'json'");
    }
    return 0;
  }

  private void text(boolean remote, Optional<String> istiod, List<String> proxies) {
    if (remote && istiod.isEmpty()) {
      lines.accept(
          "Istio is not present in the cluster: no running Istio pods in namespace"
              + " \"istio-system\"");
    }
    lines.accept("client version: " + own);
    istiod.ifPresent(
        version -> {
          lines.accept("control plane version: " + version);
          String first = proxies.stream().findFirst().orElse("");
          lines.accept(
              proxies.isEmpty()
                  ? "data plane version: none"
                  : "data plane version: " + first + " (" + proxies.size() + " proxies)");
        });
  }

  private Map<String, Object> report(Optional<String> istiod, List<String> proxies) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("clientVersion", info(own));
    istiod.ifPresent(
        version -> {
          report.put(
              "meshVersion",
              List.of(
                  Tree.object("Component", "pilot", "Revision", "default", "Info", info(version))));
          report.put(
              "dataPlaneVersion",
              proxies.stream().map(proxy -> Tree.object("IstioVersion", proxy)).toList());
        });
    return report;
  }

  private static Tree info(String version) {
    return Tree.object(
        "version", version,
        "revision", "practice",
        "golang_version", "none",
        "status", "Simulated",
        "tag", version);
  }

  private Optional<String> istiod() {
    return cluster
        .resources()
        .get(new Ref("apps/v1", "Deployment", Optional.of("istio-system"), "istiod"))
        .filter(found -> found.at("status.availableReplicas").number(0) > 0)
        .map(found -> tag(found.at("spec.template.spec.containers[0].image").text("")));
  }

  private List<String> proxies() {
    List<String> versions = new ArrayList<>();
    for (Tree pod : cluster.resources().list(Query.all("v1", "Pod"))) {
      Stream.of("initContainers", "containers")
          .flatMap(field -> pod.get("spec").get(field).items().stream())
          .filter(container -> container.get("name").text("").equals("istio-proxy"))
          .map(container -> tag(container.get("image").text("")))
          .forEach(versions::add);
    }
    return versions;
  }

  private static String tag(String image) {
    return image.substring(image.lastIndexOf(':') + 1);
  }
}
