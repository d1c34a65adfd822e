package dev.egresstls.lab.world.kube;

import static dev.egresstls.lab.message.Messages.count;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Guesses from outside whether a cluster may be thrown away, and what it is otherwise. */
final class ClusterLooks {
  private static final Map<String, String> LOCAL_TOOLS =
      Map.of(
          "kind-", "kind",
          "k3d-", "k3d",
          "minikube", "minikube",
          "docker-desktop", "Docker Desktop",
          "rancher-desktop", "Rancher Desktop");

  private static final Map<String, String> PROVIDERS =
      Map.of(
          ".eks.amazonaws.com", "EKS",
          "-eks-", "EKS",
          ".azmk8s.io", "AKS",
          "-gke.", "GKE",
          ".k8s.ondigitalocean.com", "DigitalOcean",
          "+rke2", "RKE2");

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]|0\\.0\\.0\\.0");

  /** Private addresses (RFC 1918) and Docker's names for its host. */
  private static final Pattern NEARBY =
      Pattern.compile(
          "10(\\.[0-9]{1,3}){3}|192\\.168(\\.[0-9]{1,3}){2}|172\\.(1[6-9]|2[0-9]|3[01])(\\.[0-9]{1,3}){2}"
              + "|(kubernetes|host)\\.docker\\.internal");

  private ClusterLooks() {}

  /**
   * Why the cluster looks like one that may be thrown away: it answers on this machine, or its
   * context is named by a local tool and it answers nearby. The name of a context alone decides
   * nothing, and a cloud's own version is never that of a throwaway cluster, even behind a tunnel.
   */
  static Optional<String> throwaway(String context, String server, String version) {
    if (provider(server, version).isPresent()) {
      return Optional.empty();
    }
    Optional<String> tool =
        LOCAL_TOOLS.entrySet().stream()
            .filter(entry -> context.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    String host = Optional.ofNullable(URI.create(server).getHost()).orElse("");
    if (LOOPBACK.matcher(host).matches()) {
      return tool.or(() -> Optional.of(say("world.looks.loopback")));
    }
    return NEARBY.matcher(host).matches() ? tool : Optional.empty();
  }

  /** {@code EKS, 41 nodes, 380 days old}: as much of it as can be read. */
  static String looksLike(String server, String version, Tree nodes, Tree kubeSystem, Instant now) {
    List<String> parts = new ArrayList<>();
    parts.add(
        provider(server, version).orElseGet(() -> say("world.looks.server", Neutral.line(server))));
    if (nodes.get("items").isList()) {
      long more = nodes.at("metadata.remainingItemCount").number(0);
      long nodeCount = nodes.get("items").items().size() + more;
      parts.add(count("world.looks.nodes", nodeCount, nodeCount));
    }
    age(kubeSystem, now).ifPresent(parts::add);
    return String.join(", ", parts);
  }

  private static Optional<String> provider(String server, String version) {
    String traits = (server + " " + version).toLowerCase(Locale.ROOT);
    return PROVIDERS.entrySet().stream()
        .filter(provider -> traits.contains(provider.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<String> age(Tree kubeSystem, Instant now) {
    try {
      return kubeSystem
          .at("metadata.creationTimestamp")
          .text()
          .map(born -> Duration.between(Instant.parse(born), now).toDays())
          .map(days -> count("world.looks.days", days, days));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
