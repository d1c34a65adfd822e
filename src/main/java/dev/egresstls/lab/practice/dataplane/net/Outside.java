package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.lab.Scenario.OutsideHost;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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
