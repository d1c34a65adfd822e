package dev.egresstls.lab.mesh.sidecar;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.registry.PortProtocol;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener while services are still being added to it. The first one wins where chains cannot be
 * distinguished (istio pilot/pkg/networking/core/listener.go:870-1010,1311-1365 @1.31.0).
 */
final class ListenerEntry {
  private final String name;
  private final String address;
  private final int port;
  private final Because because;
  private final List<Chain> chains = new ArrayList<>();
  private boolean looks;

  ListenerEntry(String name, String address, int port, Because because) {
    this.name = name;
    this.address = address;
    this.port = port;
    this.because = because;
  }

  /** Adds a service's chains. */
  void merge(PortProtocol protocol, List<Chain> incoming) {
    boolean reads = protocol != PortProtocol.TCP;
    if (!chains.isEmpty() && looks && reads) {
      return; // it reads HTTP already: services on it are distinguished by Host
    }
    for (Chain chain : incoming) {
      if (chains.stream().noneMatch(chain::clashesWith)) {
        chains.add(chain);
      }
    }
    looks = looks || reads;
  }

  /**
   * The finished listener.
   *
   * @param rest for what none of its chains is for
   */
  ListenerConfig config(Chain rest) {
    List<Chain> all = new ArrayList<>(chains);
    if (chains.stream().noneMatch(Chain::takesAll)) {
      all.add(rest);
    }
    return new ListenerConfig(name, address, port, all, because);
  }
}
