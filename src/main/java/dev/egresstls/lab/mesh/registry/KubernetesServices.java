package dev.egresstls.lab.mesh.registry;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads Kubernetes Services (istio pilot/pkg/serviceregistry/kube/conversion.go:46 @1.31.0). */
final class KubernetesServices {
  private static final String EXPORT_TO = "networking.istio.io/exportTo";

  private KubernetesServices() {}

  static MeshService one(Tree service) {
    String host =
        ObjectNames.name(service)
            + "."
            + ObjectNames.namespace(service)
            + ".svc."
            + MeshService.DOMAIN;
    return new MeshService(
        service, host, reach(service), addresses(service), ports(service), exportTo(service));
  }

  private static Reach reach(Tree service) {
    Tree spec = service.get("spec");
    if (spec.get("clusterIP").text("").equals("None")) {
      return Reach.DIALLED;
    }
    boolean alias =
        spec.get("type").text("").equals("ExternalName")
            && !spec.get("externalName").text("").isEmpty();
    return alias ? Reach.ALIAS : Reach.TOLD;
  }

  private static List<String> addresses(Tree service) {
    String ip = service.at("spec.clusterIP").text("");
    if (ip.isEmpty() || ip.equals("None")) {
      return List.of(MeshService.ANY);
    }
    List<String> all = service.at("spec.clusterIPs").texts();
    return all.size() > 1 ? all : List.of(ip);
  }

  /** Namespaces divided by commas; an empty annotation counts as none. */
  private static Set<String> exportTo(Tree service) {
    String text = service.at("metadata.annotations").get(EXPORT_TO).text("");
    Set<String> namespaces = new LinkedHashSet<>();
    if (!text.isEmpty()) {
      Arrays.stream(text.split(",", -1)).map(String::strip).forEach(namespaces::add);
    }
    return namespaces;
  }

  /** Its ports, in order; those without a sensible number are omitted. */
  private static List<MeshService.Port> ports(Tree service) {
    List<MeshService.Port> ports = new ArrayList<>();
    List<Tree> items = service.at("spec.ports").items();
    for (int i = 0; i < items.size(); i++) {
      long number = items.get(i).get("port").number(0);
      if (number > 0 && number < 65536) {
        ports.add(port(items.get(i), i, (int) number));
      }
    }
    return ports;
  }

  private static MeshService.Port port(Tree port, int index, int number) {
    String name = port.get("name").text("");
    Optional<String> application = port.get("appProtocol").text();
    String transport = port.get("protocol").text("TCP");
    return new MeshService.Port(
        index,
        number,
        name,
        PortProtocol.of(transport, application, name, number),
        PortProtocol.isTls(transport, application, name),
        PortProtocol.isHttp2(application.orElse(name)),
        0,
        Tree.MISSING);
  }
}
