package dev.egresstls.lab.mesh.sidecar;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.mesh.registry.Hosts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An outbound listener of a sidecar.
 *
 * @param name {@code 203.0.113.10_443}, {@code 0.0.0.0_80} or {@code virtualOutbound}
 * @param address the address that it is for; {@code 0.0.0.0} for any
 * @param port the port that it is for; 15001 for {@code virtualOutbound}
 * @param chains its filter chains; in a sidecar exactly one takes what no other is for
 * @param because why it is there
 */
public record ListenerConfig(
    String name, String address, int port, List<Chain> chains, Because because) {
  /** The listener that takes what no other is for. */
  public static final String VIRTUAL_OUTBOUND = "virtualOutbound";

  /** The port to which iptables redirects what leaves the pod. */
  public static final int REDIRECT_PORT = 15001;

  public ListenerConfig {
    Objects.requireNonNull(name);
    Objects.requireNonNull(address);
    chains = List.copyOf(chains);
    Objects.requireNonNull(because);
  }

  static String name(String address, int port) {
    return address + "_" + port;
  }

  /** {@link Filter#HTTP} if one of its chains reads HTTP. */
  public Filter filter() {
    return http().isPresent() ? Filter.HTTP : Filter.TCP_PROXY;
  }

  /** The chain that reads HTTP, if there is one. */
  public Optional<Chain> http() {
    return chains.stream().filter(chain -> chain.filter() == Filter.HTTP).findFirst();
  }

  /** The chain for what no other is for; a gateway that reads HTTP has only the one that does. */
  public Chain rest() {
    return chains.stream()
        .filter(Chain::takesAll)
        .findFirst()
        .orElseGet(() -> chains.get(chains.size() - 1));
  }

  /** Where tcp_proxy sends bytes that no chain is for in particular. */
  public String cluster() {
    return rest().cluster();
  }

  /** For an HTTP listener of one service alone, the cluster that all its requests go to. */
  public Optional<String> httpService() {
    return http().flatMap(Chain::httpService);
  }

  /** Whether it looks for the server name in the client's TLS. */
  public boolean looksForServerName() {
    return chains.stream().anyMatch(chain -> !chain.names().isEmpty());
  }

  /**
   * The same for a client that may speak something else.
   *
   * @param speaksHttp whether it speaks HTTP without TLS
   */
  public Chain chainFor(String to, Optional<String> serverName, boolean speaksHttp) {
    int bits = chains.stream().mapToInt(chain -> bits(chain, to)).max().orElse(0);
    List<Chain> near = chains.stream().filter(chain -> bits(chain, to) == bits).toList();
    Optional<Chain> named = serverName.flatMap(name -> named(near, name));
    Optional<Chain> read =
        near.stream().filter(chain -> speaksHttp && chain.filter() == Filter.HTTP).findFirst();
    Optional<Chain> any =
        near.stream()
            .filter(chain -> chain.names().isEmpty() && chain.filter() != Filter.HTTP)
            .findFirst();
    return named.or(() -> read).or(() -> any).orElseGet(this::rest);
  }

  /** The chain of the longest name or pattern that stands for a server name. */
  private static Optional<Chain> named(List<Chain> chains, String serverName) {
    Optional<Chain> best = Optional.empty();
    int length = 0;
    for (Chain chain : chains) {
      for (String name : chain.names()) {
        boolean exact = name.equals(serverName);
        boolean covered = Hosts.isPattern(name) && Hosts.covers(name, serverName);
        int fit = exact ? Integer.MAX_VALUE : covered ? name.length() : 0;
        if (fit > length) {
          best = Optional.of(chain);
          length = fit;
        }
      }
    }
    return best;
  }

  /** How narrowly a chain is for an address: 0 for any address, -1 if it is not for it. */
  private static int bits(Chain chain, String address) {
    if (chain.ranges().isEmpty()) {
      return 0;
    }
    return chain.ranges().stream()
        .flatMap(range -> Cidr.parse(range).stream())
        .filter(range -> range.holds(address))
        .mapToInt(Cidr::bits)
        .max()
        .orElse(-1);
  }
}
