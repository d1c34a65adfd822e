package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ClientProcess;
import dev.egresstls.lab.mesh.observed.Interception;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.mesh.outcome.HostPort;
import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.mesh.sidecar.ListenerConfig;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * Whether the pod's iptables rules hand a connection to the sidecar (istio
 * tools/istio-iptables/pkg/capture/run.go:158-183,290-420 @1.31.0: ports to leave alone, the pod
 * itself, the proxy's own users, addresses to leave alone, then ports and addresses to take).
 *
 * @param fate what becomes of it
 */
record Redirect(Fate fate, Because because) {
  /** What becomes of a connection. */
  enum Fate {
    /** The sidecar takes it. */
    TAKEN,
    /** It leaves the pod as the client made it. */
    PASSED,
    /** The pod has no address from which it could connect there. */
    UNREACHABLE,
    /** It is redirected to a port on which Envoy does not listen. */
    REFUSED
  }

  static Redirect of(Tree pod, Sidecar sidecar, String address, int port) {
    if (lacksFamily(pod, address)) {
      String ips =
          String.join(
              ", ",
              pod.at("status.podIPs").items().stream().map(i -> i.get("ip").text("")).toList());
      String text = isV6(address) ? say("mesh.redirect.noIpv6") : say("mesh.redirect.noIpv4");
      Because because = new Because(text, ObjectNames.of(pod), "status.podIPs", ips);
      return new Redirect(Fate.UNREACHABLE, because);
    }
    if (!sidecar.present()) {
      return new Redirect(Fate.PASSED, sidecar.reason());
    }
    Interception rules = Interception.of(pod);
    Optional<Because> left = left(pod, rules, address, port);
    if (left.isPresent()) {
      return new Redirect(Fate.PASSED, left.get());
    }
    Optional<Because> deaf = Sidecar.notReady(pod, say("mesh.redirect.notReady"));
    if (deaf.isPresent()) {
      return new Redirect(Fate.REFUSED, deaf.get());
    }
    String text = say("mesh.redirect.taken", HostPort.of(address, port));
    Because why = sidecar.reason();
    return new Redirect(Fate.TAKEN, new Because(text, why.object(), why.field(), why.value()));
  }

  boolean taken() {
    return fate == Fate.TAKEN;
  }

  private static boolean isV6(String address) {
    return address.indexOf(':') >= 0;
  }

  /** Whether it is known which addresses the pod has, and none of them is of that kind. */
  private static boolean lacksFamily(Tree pod, String address) {
    List<Tree> ips = pod.at("status.podIPs").items();
    return !ips.isEmpty()
        && ips.stream().noneMatch(ip -> isV6(ip.get("ip").text("")) == isV6(address));
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
    if (Cidr.isLoopback(address)) {
      return Optional.of(Because.plain(say("mesh.redirect.loopback")));
    }
    if (own(pod, address)) {
      String text = say("mesh.redirect.loopback");
      return Optional.of(new Because(text, ObjectNames.of(pod), "status.podIPs", address));
    }
    return ClientProcess.of(pod)
        .asProxy(rules, say("mesh.redirect.proxyUser"))
        .or(() -> byAddress(pod, rules, address, port));
  }

  /** What a pod sends to itself goes by its loopback interface, which is left alone. */
  private static boolean own(Tree pod, String address) {
    return pod.at("status.podIP").text("").equals(address)
        || pod.at("status.podIPs").items().stream()
            .anyMatch(ip -> ip.get("ip").text("").equals(address));
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
    return new Because(text, ObjectNames.of(pod), rules.field(setting), value);
  }

  /** What stands at this station, for a dialled address. */
  String value(String address) {
    String local = isV6(address) ? "::1" : "127.0.0.1";
    String to = HostPort.of(local, ListenerConfig.REDIRECT_PORT);
    return switch (fate) {
      case TAKEN -> to;
      case REFUSED -> say("mesh.redirect.refused", to);
      case UNREACHABLE -> say("mesh.redirect.notSent");
      case PASSED -> say("mesh.redirect.notRedirected");
    };
  }
}
