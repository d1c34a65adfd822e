package dev.egresstls.lab.app.launch;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.Lab;
import dev.egresstls.lab.lab.TitlePage;
import dev.egresstls.lab.world.Cluster;
import dev.egresstls.lab.world.ClusterFacts;
import dev.egresstls.lab.world.World;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be said of a cluster that has answered. */
final class LiveBanner {
  private LiveBanner() {}

  static LaunchBanner of(Lab lab, World world, Optional<String> istio, Optional<String> note) {
    Cluster cluster = world.cluster().orElseThrow();
    ClusterFacts facts = cluster.facts();
    return new LaunchBanner(
        TitlePage.of(lab),
        () -> lab,
        world.mode(),
        facts.context(),
        where(facts),
        Optional.of(versions(cluster, istio)),
        note,
        true);
  }

  private static String where(ClusterFacts facts) {
    if (facts.practice()) {
      return say("cli.where.served", host(facts.server()));
    }
    if (facts.throwaway().isPresent()) {
      return say("cli.where.throwaway", facts.context(), facts.throwaway().get());
    }
    String looks = facts.looksLike().isEmpty() ? host(facts.server()) : facts.looksLike();
    return facts.context() + ", " + looks;
  }

  /** The address without a path, which may hold a token. */
  static String host(String server) {
    URI uri = URI.create(server);
    return uri.getScheme() + "://" + uri.getRawAuthority().replaceFirst(".*@", "");
  }

  private static String versions(Cluster cluster, Optional<String> istio) {
    List<String> versions = new ArrayList<>();
    versions.add("Kubernetes " + cluster.facts().version().replaceFirst("^v", ""));
    versions.add(istio.map(v -> "Istio " + v).orElseGet(() -> say("cli.where.without-istio")));
    versions.add(
        InstalledVersions.gatewayApi(cluster)
            .map(v -> "Gateway API " + v)
            .orElseGet(() -> say("cli.where.without-gateway-api")));
    return String.join(" · ", versions);
  }
}
