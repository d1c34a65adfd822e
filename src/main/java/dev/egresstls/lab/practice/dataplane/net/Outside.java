package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.lab.Scenario.OutsideHost;
import dev.egresstls.lab.mesh.registry.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The hosts outside the practice cluster that are known by name; any other public name has an
 * address and a server of its own. Their addresses are from the ranges that are set aside for
 * documentation (RFC 5737), so none belongs to anybody.
 */
public final class Outside {
  /** Where no lab says otherwise. */
  public static final Outside USUAL = new Outside(List::of);

  private static final List<OutsideHost> TUTORIAL =
      List.of(
          website(
              "www.google.com",
              List.of("203.0.113.10", "203.0.113.11"),
              List.of("www.google.com", "*.google.com")));

  /** RFC 1918, 6598, 3927, 1122, 4193, 4291 and 5771. */
  private static final List<Cidr> PRIVATE =
      Stream.of(
              "10.0.0.0/8",
              "172.16.0.0/12",
              "192.168.0.0/16",
              "100.64.0.0/10",
              "169.254.0.0/16",
              "127.0.0.0/8",
              "0.0.0.0/8",
              "224.0.0.0/3",
              "fc00::/7",
              "fe80::/10",
              "::/127")
          .map(range -> Cidr.parse(range).orElseThrow())
          .toList();

  private final Supplier<List<OutsideHost>> hosts;

  /**
   * Hosts outside.
   *
   * @param hosts asked each time; none for the usual ones
   */
  public Outside(Supplier<List<OutsideHost>> hosts) {
    this.hosts = hosts;
  }

  /** A public web site. */
  static OutsideHost website(String name, List<String> addresses, List<String> certificate) {
    return new OutsideHost(name, addresses, certificate, Set.of(443), Set.of(80), Optional.empty());
  }

  /** An address at which nobody listens. */
  static OutsideHost nobody(String address) {
    return new OutsideHost("", List.of(address), List.of(), Set.of(), Set.of(), Optional.empty());
  }

  /** Whether no public host can have an address. */
  static boolean isPrivate(String address) {
    return PRIVATE.stream().anyMatch(range -> range.holds(address));
  }

  /** All of them. */
  List<OutsideHost> hosts() {
    List<OutsideHost> own = hosts.get();
    return own.isEmpty() ? TUTORIAL : own;
  }

  /** The one of a name. */
  Optional<OutsideHost> host(String name) {
    return hosts().stream().filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
  }
}
