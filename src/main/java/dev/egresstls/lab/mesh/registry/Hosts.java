package dev.egresstls.lab.mesh.registry;

import java.util.ArrayList;
import java.util.List;

/** Host names and patterns of them. */
public final class Hosts {
  private Hosts() {}

  /** Whether it is a pattern such as {@code *.example.com} or {@code *}. */
  public static boolean isPattern(String host) {
    return host.startsWith("*");
  }

  /**
   * Whether all that a name or pattern stands for is covered by another (istio
   * pkg/config/host/name.go SubsetOf @1.31.0).
   */
  public static boolean covers(String pattern, String host) {
    if (!isPattern(pattern)) {
      return pattern.equals(host);
    }
    String end = pattern.substring(1);
    String other = isPattern(host) ? host.substring(1) : host;
    return other.endsWith(end);
  }

  /** Whether one of two names or patterns covers the other (name.go Matches @1.31.0). */
  public static boolean overlap(String one, String other) {
    return covers(one, other) || covers(other, one);
  }

  /**
   * The full name of a host in a rule: a name without a dot is a Service in the rule's namespace,
   * anything else stands for itself (istio pilot/pkg/model/config.go:209 @1.31.0).
   */
  public static String full(String host, String namespace) {
    boolean whole = host.isEmpty() || host.indexOf('.') >= 0 || host.equals("*");
    return whole || Cidr.isAddress(host)
        ? host
        : host + "." + namespace + ".svc." + MeshService.DOMAIN;
  }

  /**
   * The Host headers by which a client in a namespace reaches a service (istio
   * pilot/pkg/networking/core/httproute.go:530-570 @1.31.0); a headless Service also answers for
   * names below its own.
   */
  public static List<String> domains(MeshService service, String clientNamespace) {
    List<String> names = names(service, clientNamespace);
    if (service.headless()) {
      names.addAll(names.stream().map(name -> "*." + name).toList());
    }
    service.addresses().stream().filter(a -> !a.equals(MeshService.ANY)).forEach(names::add);
    return List.copyOf(names);
  }

  /** The names of a service alone, without patterns and addresses. */
  static List<String> names(MeshService service, String clientNamespace) {
    List<String> names = new ArrayList<>();
    names.add(service.host());
    if (!Cidr.isAddress(service.host())) {
      names.add(service.host() + ".");
    }
    if (service.kubernetes()) {
      names.add(service.name() + "." + service.namespace() + ".svc");
      names.add(service.name() + "." + service.namespace());
      if (clientNamespace.equals(service.namespace())) {
        names.add(service.name());
      }
    }
    return names;
  }
}
