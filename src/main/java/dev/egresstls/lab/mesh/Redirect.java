package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.config.ListenerConfig;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Interception;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.mesh.outcome.HostPort;
import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * Whether the pod's iptables rules hand a connection to the sidecar (istio
 * tools/istio-iptables/pkg/capture/run.go:158-183,290-420 @1.31.0: ports to leave alone, the pod
 * itself, addresses to leave alone, then ports and addresses to take).
 *
 * @param taken whether they do
 * @param unreachable whether the pod has no address from which it could connect there
 */
record Redirect(boolean taken, boolean unreachable, Because because) {

  static Redirect of(Tree pod, Sidecar sidecar, String address, int port) {
    if (address.indexOf(':') >= 0 && lacksIpv6(pod)) {
      String ip = pod.at("status.podIPs[0].ip").text("");
      String text = say("mesh.redirect.noIpv6");
      return new Redirect(false, true, new Because(text, Names.of(pod), "status.podIPs", ip));
    }
    if (!sidecar.present()) {
      return passed(sidecar.reason());
    }
    Interception rules = Interception.of(pod);
    Optional<Because> left = left(pod, rules, address, port);
    if (left.isPresent()) {
      return passed(left.get());
    }
    String text = say("mesh.redirect.taken", HostPort.of(address, port));
    Because why = sidecar.reason();
    return new Redirect(true, false, new Because(text, why.object(), why.field(), why.value()));
  }

  private static Redirect passed(Because because) {
    return new Redirect(false, false, because);
  }

  /** Whether it is known which addresses the pod has, and none of them is IPv6. */
  private static boolean lacksIpv6(Tree pod) {
    List<Tree> ips = pod.at("status.podIPs").items();
    return !ips.isEmpty() && ips.stream().noneMatch(ip -> ip.get("ip").text("").indexOf(':') >= 0);
  }

  /** Why a connection is left alone; empty if it is taken. */
  private static Optional<Because> left(Tree pod, Interception rules, String address, int port) {
    if (rules.mode().equals("NONE")) {
      return Optional.of(because(pod, rules, "mode", say("mesh.redirect.nothing"), "NONE"));
    }
    if (rules.excludedPorts().contains(String.valueOf(port))) {
      String text = say("mesh.redirect.port", port);
      return Optional.of(because(pod, rules, "excludeOutboundPorts", text, "" + port));
    }
    if (address.startsWith("127.") || address.equals("::1")) {
      return Optional.of(Because.plain(say("mesh.redirect.loopback")));
    }
    return byAddress(pod, rules, address, port);
  }

  private static Optional<Because> byAddress(
      Tree pod, Interception rules, String address, int port) {
    if (holds(rules.excludedRanges(), address)) {
      String text = say("mesh.redirect.range", address);
      String value = String.join(",", rules.excludedRanges());
      return Optional.of(because(pod, rules, "excludeOutboundIPRanges", text, value));
    }
    boolean wanted =
        rules.includedPorts().contains(String.valueOf(port))
            || rules.includedPorts().contains("*")
            || rules.includedRanges().contains("*")
            || holds(rules.includedRanges(), address);
    String text = say("mesh.redirect.others");
    String value = String.join(",", rules.includedRanges());
    return wanted
        ? Optional.empty()
        : Optional.of(because(pod, rules, "includeOutboundIPRanges", text, value));
  }

  private static boolean holds(List<String> ranges, String address) {
    return ranges.stream()
        .flatMap(range -> Cidr.parse(range).stream())
        .anyMatch(range -> range.holds(address));
  }

  private static Because because(
      Tree pod, Interception rules, String setting, String text, String value) {
    return new Because(text, Names.of(pod), rules.field(setting), value);
  }

  String value() {
    return taken ? "127.0.0.1:" + ListenerConfig.REDIRECT_PORT : left();
  }

  private String left() {
    return unreachable ? say("mesh.redirect.notSent") : say("mesh.redirect.notRedirected");
  }
}
