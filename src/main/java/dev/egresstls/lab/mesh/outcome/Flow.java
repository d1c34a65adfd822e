package dev.egresstls.lab.mesh.outcome;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.mesh.registry.Endpoint;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.mesh.sidecar.ClusterConfig;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A connection that has reached its cluster, or has left the pod without one.
 *
 * @param client who speaks into it
 * @param tls the TLS that the sidecar starts
 * @param upstreams where it may connect to; none if the cluster has no endpoint
 * @param http2 whether the sidecar speaks HTTP/2 to the other end
 */
public record Flow(
    Observation seen, Client client, Optional<Tls> tls, List<Upstream> upstreams, boolean http2) {
  /**
   * The client.
   *
   * @param tls whether it speaks TLS itself
   * @param http whether it speaks HTTP without TLS
   * @param host the name whose certificate it wants
   * @param addresses what that name stands for, and the address that it dials
   */
  public record Client(boolean tls, boolean http, String host, List<String> addresses) {
    public Client {
      Objects.requireNonNull(host);
      addresses = List.copyOf(addresses);
    }
  }

  public Flow {
    Objects.requireNonNull(seen);
    Objects.requireNonNull(client);
    Objects.requireNonNull(tls);
    upstreams = List.copyOf(upstreams);
  }

  /** One of a client of whose names nothing is known. */
  public Flow(Observation seen, boolean clientTls, Optional<Tls> tls, List<Upstream> upstreams) {
    this(seen, new Client(clientTls, !clientTls, "", List.of()), tls, upstreams, false);
  }

  /** Whether the client itself speaks TLS. */
  public boolean clientTls() {
    return client.tls();
  }

  /**
   * The other end.
   *
   * @param address an address; a name if nobody said what it resolves to
   * @param outside whether it is no pod and no Service of this cluster
   * @param name the name that was looked up for it; empty text if none was
   */
  public record Upstream(String address, int port, boolean outside, String name, Because because) {
    public Upstream {
      Objects.requireNonNull(address);
      Objects.requireNonNull(name);
      Objects.requireNonNull(because);
    }

    /** One that is no looked-up name's. */
    public Upstream(String address, int port, boolean outside, Because because) {
      this(address, port, outside, "", because);
    }

    /** {@code address:port}. */
    public String text() {
      return HostPort.of(address, port);
    }
  }

  /** What the other end speaks. */
  public enum Speaks {
    TLS,
    PLAIN,
    /** Nothing listens there. */
    CLOSED,
    UNKNOWN
  }

  /** The same to one of its ends alone. */
  Flow to(Upstream one) {
    return new Flow(seen, client, tls, List.of(one), http2);
  }

  /** What is known of the other end. */
  FarEnd end() {
    return new FarEnd(this);
  }

  Speaks speaks() {
    return end().speaks();
  }

  List<String> upstreamTexts() {
    return upstreams.stream().map(Upstream::text).distinct().toList();
  }

  /** Where a cluster may connect to for a connection that dialled an address and a port. */
  public static List<Upstream> upstreams(
      ClusterConfig cluster, String address, int port, Observation seen) {
    if (cluster.type().equals(ClusterConfig.ORIGINAL_DST)) {
      String text =
          cluster.portOverride().isPresent()
              ? say("mesh.upstream.targetPort")
              : say("mesh.upstream.dialled");
      int end = cluster.portOverride().orElse(port);
      return List.of(new Upstream(address, end, outside(address, seen), Because.plain(text)));
    }
    List<Upstream> ends = new ArrayList<>();
    for (Endpoint endpoint : cluster.endpoints()) {
      ends.addAll(endpoint(endpoint, seen));
    }
    return ends;
  }

  private static List<Upstream> endpoint(Endpoint endpoint, Observation seen) {
    boolean name = !Cidr.isAddress(endpoint.address());
    Optional<String> own = name ? service(endpoint.address(), seen) : Optional.empty();
    if (own.isPresent()) {
      String text = say("mesh.upstream.service");
      Because because = new Because(text, endpoint.slice(), endpoint.field(), endpoint.address());
      String ip = own.get();
      return List.of(new Upstream(ip, endpoint.port(), false, endpoint.address(), because));
    }
    List<String> answers =
        name
            ? seen.dns().getOrDefault(endpoint.address(), List.of(endpoint.address()))
            : List.of(endpoint.address());
    String text = name ? say("mesh.upstream.dns") : say("mesh.upstream.endpoint");
    boolean byPort = endpoint.field().endsWith("targetPort");
    String value = byPort ? String.valueOf(endpoint.port()) : endpoint.address();
    Because because = new Because(text, endpoint.slice(), endpoint.field(), value);
    return answers.stream()
        .map(
            address ->
                new Upstream(
                    address,
                    endpoint.port(),
                    !endpoint.pod() && outside(address, seen),
                    name ? endpoint.address() : "",
                    because))
        .toList();
  }

  /** The address of a Service whose whole name it is: cluster DNS answers for it. */
  private static Optional<String> service(String name, Observation seen) {
    String[] parts = name.split("\\.", 3);
    boolean inside =
        parts.length > 2 && List.of("svc", "svc." + MeshService.DOMAIN).contains(parts[2]);
    return inside
        ? seen.find("Service", parts[1], parts[0]).flatMap(one -> one.at("spec.clusterIP").text())
        : Optional.empty();
  }

  /** An address of a Service, whoever dials it: the node's rules lead it to the endpoints. */
  private static boolean has(Tree service, String address) {
    Tree spec = service.get("spec");
    return spec.get("clusterIP").text("").equals(address)
        || spec.get("clusterIPs").texts().contains(address)
        || spec.get("externalIPs").texts().contains(address)
        || service.at("status.loadBalancer.ingress").items().stream()
            .anyMatch(one -> one.get("ip").text("").equals(address));
  }

  /** Whether an address belongs to no Service and no pod of the cluster, and is not loopback. */
  public static boolean outside(String address, Observation seen) {
    boolean service = seen.all("Service").stream().anyMatch(s -> has(s, address));
    return !service && !Cidr.isLoopback(address) && seen.podAt(address).isEmpty();
  }
}
