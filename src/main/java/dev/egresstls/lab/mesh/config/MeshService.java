package dev.egresstls.lab.mesh.config;

import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A Service as the mesh sees it.
 *
 * @param object the Service
 */
public record MeshService(Tree object) {
  /** The cluster's DNS domain. */
  public static final String DOMAIN = "cluster.local";

  /** Oldest first, as Istio sorts Services. */
  private static final Comparator<MeshService> OLDEST =
      Comparator.comparing((MeshService s) -> Names.created(s.object).orElse(Instant.EPOCH))
          .thenComparing(MeshService::name)
          .thenComparing(MeshService::namespace);

  /**
   * All Services of the mesh, oldest first. An ExternalName Service has no cluster of its own, and
   * one without an address has nothing to listen for.
   */
  public static List<MeshService> in(Observation seen) {
    return seen.all("Service").stream()
        .map(MeshService::new)
        .filter(service -> !service.object.at("spec.type").text("").equals("ExternalName"))
        .filter(service -> !service.name().isEmpty())
        .sorted(OLDEST)
        .toList();
  }

  public String name() {
    return Names.name(object);
  }

  public String namespace() {
    return Names.namespace(object);
  }

  /** {@code google-headless.default.svc.cluster.local}. */
  public String host() {
    return name() + "." + namespace() + ".svc." + DOMAIN;
  }

  /** Whether {@code spec.clusterIP} is {@code None}. */
  public boolean headless() {
    return clusterIp().equals("None");
  }

  /** {@code spec.clusterIP}; empty text if the API server has not given one. */
  public String clusterIp() {
    return object.at("spec.clusterIP").text("");
  }

  /** The names under which a client in a namespace reaches it. */
  public List<String> domains(String clientNamespace) {
    List<String> names = new ArrayList<>();
    names.add(host());
    names.add(name() + "." + namespace() + ".svc");
    names.add(name() + "." + namespace());
    if (clientNamespace.equals(namespace())) {
      names.add(name());
    }
    if (!headless() && !clusterIp().isEmpty()) {
      names.add(clusterIp());
    }
    return List.copyOf(names);
  }

  /** Its ports, in order; those without a sensible number are left out. */
  public List<Port> ports() {
    List<Port> ports = new ArrayList<>();
    List<Tree> items = object.at("spec.ports").items();
    for (int i = 0; i < items.size(); i++) {
      Tree port = items.get(i);
      long number = port.get("port").number(0);
      if (number > 0 && number < 65536) {
        ports.add(port(port, i, (int) number));
      }
    }
    return List.copyOf(ports);
  }

  private static Port port(Tree port, int index, int number) {
    String name = port.get("name").text("");
    PortProtocol protocol =
        PortProtocol.of(
            port.get("protocol").text("TCP"), port.get("appProtocol").text(), name, number);
    return new Port(index, number, name, protocol);
  }

  /**
   * A port of a Service.
   *
   * @param index its place in {@code spec.ports}
   * @param name may be empty
   */
  public record Port(int index, int number, String name, PortProtocol protocol) {}

  /** {@code outbound|443||google-headless.default.svc.cluster.local}. */
  public String clusterName(Port port) {
    return "outbound|" + port.number() + "||" + host();
  }
}
