package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Gives Services addresses of 10.96.0.0/16 and ports of nodes, as kind sets it up, and keeps each
 * for one Service (pkg/registry/core/service/storage/alloc.go @1.33).
 */
public final class ClusterAddresses {
  private static final Cidr RANGE = Cidr.parse("10.96.0.0/16").orElseThrow();
  private static final Set<String> ENDS = Set.of("10.96.0.0", "10.96.255.255");
  private static final int FIRST = 20;
  private static final int LAST = 254;
  private static final int FIRST_PORT = 30_000;
  private static final int LAST_PORT = 32_767;
  private static final String TAKEN = "is already allocated";

  private final Supplier<List<Tree>> services;

  /** Looks at the Services that are there before it gives an address. */
  public ClusterAddresses(Supplier<List<Tree>> services) {
    this.services = services;
  }

  /** An address that no Service has. */
  String address() {
    Set<String> taken = addresses("");
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String ip;
    do {
      ip = "10.96." + random.nextInt(256) + "." + random.nextInt(FIRST, LAST + 1);
    } while (taken.contains(ip));
    return ip;
  }

  /** A node's port that no Service has, nor one that is being made. */
  long nodePort(Collection<Object> others) {
    Set<Long> taken = nodePorts("");
    others.forEach(one -> taken.add(one instanceof Number number ? number.longValue() : 0L));
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long port;
    do {
      port = random.nextInt(FIRST_PORT, LAST_PORT + 1);
    } while (taken.contains(port));
    return port;
  }

  private Set<String> addresses(String except) {
    Set<String> all = new HashSet<>();
    others(except).forEach(one -> all.addAll(one.at("spec.clusterIPs").texts()));
    return all;
  }

  private Set<Long> nodePorts(String except) {
    Set<Long> all = new HashSet<>();
    others(except).flatMap(ClusterAddresses::nodePorts).forEach(all::add);
    return all;
  }

  private Stream<Tree> others(String uid) {
    return services.get().stream().filter(one -> !one.at("metadata.uid").text("").equals(uid));
  }

  private static Stream<Long> nodePorts(Tree service) {
    Stream<Tree> health = Stream.of(service.at("spec.healthCheckNodePort"));
    Stream<Tree> ports =
        service.at("spec.ports").items().stream().map(port -> port.get("nodePort"));
    return Stream.concat(ports, health).map(port -> port.number(0)).filter(port -> port > 0);
  }

  /**
   * What of a Service's addresses and ports it cannot have; the first alone, as Kubernetes does.
   *
   * @param before what it replaces; missing if it is new
   */
  public List<FieldError> errors(Tree before, Tree service) {
    List<FieldError> wrong = ServiceAddressRules.errors(service.get("spec"));
    if (!wrong.isEmpty() || service.at("spec.type").text("").equals("ExternalName")) {
      return wrong;
    }
    String uid = service.at("metadata.uid").text("");
    Set<String> taken = addresses(uid);
    List<String> all = service.at("spec.clusterIPs").texts();
    for (String ip : all) {
      String why = taken.contains(ip) ? "provided IP " + TAKEN : outside(ip);
      if (!ip.equals("None") && !why.isEmpty()) {
        String detail = "failed to allocate IP " + ip + ": " + why;
        return List.of(FieldError.invalidTexts("spec.clusterIPs", all, detail));
      }
    }
    return portErrors(service, before.isMissing(), nodePorts(uid));
  }

  private static String outside(String ip) {
    boolean inside = RANGE.holds(ip) && !ENDS.contains(ip);
    return inside ? "" : "the provided network does not match the current range";
  }

  private static List<FieldError> portErrors(Tree service, boolean isNew, Set<Long> taken) {
    if (!Set.of("NodePort", "LoadBalancer").contains(service.at("spec.type").text(""))) {
      return List.of();
    }
    List<Tree> ports = service.at("spec.ports").items();
    Map<Long, Tree> own = new HashMap<>();
    for (int i = 0; i < ports.size(); i++) {
      long port = ports.get(i).get("nodePort").number(0);
      String path = "spec.ports[" + i + "].nodePort";
      if (port != 0 && (port < FIRST_PORT || port > LAST_PORT)) {
        String rule = "provided port is not in the valid range. The range of valid ports is ";
        return List.of(FieldError.invalid(path, port, rule + FIRST_PORT + "-" + LAST_PORT));
      }
      Tree number = ports.get(i).get("port");
      boolean twice = port != 0 && !own.computeIfAbsent(port, one -> number).equals(number);
      if (taken.contains(port) || (twice && isNew)) {
        return List.of(FieldError.invalid(path, port, "provided port " + TAKEN));
      }
    }
    return List.of();
  }
}
