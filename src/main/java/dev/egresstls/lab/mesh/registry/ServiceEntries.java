package dev.egresstls.lab.mesh.registry;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * Reads ServiceEntries: a service for each host and address (istio
 * pilot/pkg/serviceregistry/serviceentry/conversion.go:204-330 @1.31.0). Addresses that istiod
 * allots by itself count only for proxies that catch DNS, which they do not by default.
 */
final class ServiceEntries {
  private static final String OPT_OUT = "networking.istio.io/enable-autoallocate-ip";

  private ServiceEntries() {}

  static List<MeshService> of(Tree entry) {
    List<MeshService> services = new ArrayList<>();
    List<MeshService.Port> ports = ports(entry);
    for (String host : entry.at("spec.hosts").texts()) {
      for (String address : addresses(entry)) {
        services.add(
            new MeshService(
                entry,
                host.toLowerCase(Locale.ROOT),
                reach(entry),
                List.of(address),
                ports,
                new LinkedHashSet<>(entry.at("spec.exportTo").texts())));
      }
    }
    return services;
  }

  /**
   * The addresses that istiod has allotted to a host of an entry (istio
   * pilot/pkg/controllers/ipallocate @1.31.0): none if it has its own, says NONE, or is a pattern.
   */
  static List<String> automatic(MeshService service) {
    Tree entry = service.object();
    boolean wants =
        !refusesAddress(entry)
            && service.anywhere()
            && !service.kubernetes()
            && service.reach() != Reach.DIALLED
            && !Hosts.isPattern(service.host());
    return !wants
        ? List.of()
        : entry.at("status.addresses").items().stream()
            .filter(one -> one.get("host").text("").equalsIgnoreCase(service.host()))
            .map(one -> one.get("value").text(""))
            .filter(Cidr::isAddress)
            .toList();
  }

  /** Whether a label keeps istiod from allotting addresses (since 1.24). */
  static boolean refusesAddress(Tree entry) {
    return entry.at("metadata.labels").get(OPT_OUT).text("").equalsIgnoreCase("false");
  }

  private static List<String> addresses(Tree entry) {
    List<String> given =
        entry.at("spec.addresses").texts().stream()
            .filter(Cidr::isOne)
            .map(Cidr::withoutFullMask)
            .toList();
    return given.isEmpty() && entry.at("spec.addresses").items().isEmpty()
        ? List.of(MeshService.ANY)
        : given;
  }

  private static Reach reach(Tree entry) {
    return switch (entry.at("spec.resolution").text("NONE")) {
      case "STATIC" -> Reach.TOLD;
      case "DNS" -> Reach.DNS;
      case "DNS_ROUND_ROBIN" -> Reach.DNS_ROUND_ROBIN;
      case "DYNAMIC_DNS" -> Reach.DNS_DYNAMIC;
      default -> Reach.DIALLED;
    };
  }

  private static List<MeshService.Port> ports(Tree entry) {
    List<MeshService.Port> ports = new ArrayList<>();
    List<Tree> items = entry.at("spec.ports").items();
    for (int i = 0; i < items.size(); i++) {
      long number = items.get(i).get("number").number(0);
      if (number > 0 && number < 65536) {
        ports.add(port(items.get(i), i, (int) number));
      }
    }
    return ports;
  }

  private static MeshService.Port port(Tree port, int index, int number) {
    String protocol = port.get("protocol").text("");
    return new MeshService.Port(
        index,
        number,
        port.get("name").text(""),
        PortProtocol.named(protocol),
        PortProtocol.isTls(protocol),
        PortProtocol.isHttp2(protocol),
        (int) port.get("targetPort").number(0),
        Tree.MISSING);
  }
}
