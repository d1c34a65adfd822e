package dev.egresstls.lab.world;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks up host names. Failures are {@link dev.egresstls.lab.lab.LabFailure}s. */
public interface NameResolver {
  /**
   * What DNS said of a host.
   *
   * @param server who was asked, as a person names it
   * @param addresses its IPv4 addresses, each once, sorted as {@code sort -u} does (by text); never
   *     empty
   */
  record Answer(String server, List<Address> addresses) {
    public Answer {
      Objects.requireNonNull(server);
      addresses = List.copyOf(addresses);
    }

    /** Some addresses, sorted, that may be kept for the same time. */
    public static Answer of(String server, List<String> ips, Optional<Duration> ttl) {
      return new Answer(
          server, ips.stream().sorted().distinct().map(ip -> new Address(ip, ttl)).toList());
    }

    /** The addresses alone. */
    public List<String> ips() {
      return addresses.stream().map(Address::ip).toList();
    }

    /** One of its addresses. */
    public Optional<Address> address(String ip) {
      return addresses.stream().filter(one -> one.ip().equals(ip)).findFirst();
    }
  }

  /**
   * An address.
   *
   * @param ttl for how long it may be kept; empty if no DNS gave it
   */
  record Address(String ip, Optional<Duration> ttl) {
    public Address {
      Objects.requireNonNull(ip);
      Objects.requireNonNull(ttl);
    }
  }

  /**
   * The addresses of a host, as this machine resolves them.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the name has none, or nobody answers
   */
  Answer lookUp(String host) throws InterruptedException;

  /**
   * The addresses of a host, as a DNS server answers that is reached over TCP through a pod's port.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if the name has none, or the server does not answer
   */
  Answer lookUp(String host, PodConnection dns) throws InterruptedException;

  /**
   * The IPv4 addresses of a host, each once, sorted as {@code sort -u} does (by text).
   *
   * @return never empty
   * @throws dev.egresstls.lab.lab.LabFailure if the name has none, or nobody answers
   */
  default List<String> ipv4(String host) throws InterruptedException {
    return lookUp(host).ips();
  }
}
