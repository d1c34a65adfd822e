package dev.egresstls.lab.mesh.registry;

import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.observed.OutboundPolicy;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A resource Sidecar, as far as it says which hosts a proxy gets to see (istio
 * pilot/pkg/model/sidecar.go:491-545,780-830, push_context.go:1186-1240 @1.31.0). Egress listeners
 * with a port of their own are not read.
 *
 * @param object the Sidecar
 */
public record SidecarResource(Tree object) {
  private static final String ROOT = "istio-system";

  /** Those with a workloadSelector first, then the oldest. */
  private static final Comparator<Tree> FIRST =
      Comparator.comparing((Tree sidecar) -> !selector(sidecar).isObject())
          .thenComparing(sidecar -> ObjectNames.created(sidecar).orElse(Instant.EPOCH))
          .thenComparing(ObjectNames::name);

  /** The one that counts for a pod: of its own namespace, else of the root namespace. */
  public static Optional<Tree> forPod(Observation seen, String namespace, Tree pod) {
    Optional<Tree> own =
        seen.all("Sidecar").stream()
            .filter(sidecar -> ObjectNames.namespace(sidecar).equals(namespace))
            .filter(sidecar -> selects(sidecar, pod))
            .min(FIRST);
    return own.or(
        () ->
            seen.all("Sidecar").stream()
                .filter(sidecar -> ObjectNames.namespace(sidecar).equals(ROOT))
                .filter(sidecar -> !selector(sidecar).isObject())
                .min(FIRST));
  }

  private static Tree selector(Tree sidecar) {
    return sidecar.at("spec.workloadSelector");
  }

  private static boolean selects(Tree sidecar, Tree pod) {
    return selector(sidecar).get("labels").fields().entrySet().stream()
        .allMatch(label -> pod.at("metadata.labels").get(label.getKey()).equals(label.getValue()));
  }

  /** Whether it has egress listeners with an own port, address or capture, which are not read. */
  public boolean hasOwnPorts() {
    return object.at("spec.egress").items().stream()
        .anyMatch(
            one ->
                one.get("port").isObject()
                    || !one.get("bind").text("").isEmpty()
                    || one.get("captureMode").text("").equals("NONE"));
  }

  Optional<OutboundPolicy> outbound() {
    Tree policy = object.at("spec.outboundTrafficPolicy");
    return policy.isObject()
        ? Optional.of(OutboundPolicy.of(policy.get("mode").text("REGISTRY_ONLY")))
        : Optional.empty();
  }

  /** Whether it imports from its own namespace and from these alone. */
  boolean confines(Set<String> namespaces) {
    List<String> hosts =
        object.at("spec.egress").items().stream()
            .flatMap(one -> one.get("hosts").texts().stream())
            .toList();
    return !hosts.isEmpty()
        && hosts.stream()
            .map(host -> host.replaceFirst("/.*", ""))
            .allMatch(from -> from.equals(".") || from.equals("~") || namespaces.contains(from));
  }

  /** What it imports, as it says it. */
  String hosts() {
    return object.at("spec.egress").items().stream()
        .flatMap(one -> one.get("hosts").texts().stream())
        .collect(Collectors.joining(", "));
  }

  /** Of all services those that it imports. */
  List<MeshService> imported(List<MeshService> all, String namespace) {
    List<Tree> egress =
        object.at("spec.egress").items().stream().filter(e -> !e.get("port").isObject()).toList();
    if (object.at("spec.egress").items().isEmpty()) {
      return all;
    }
    List<MeshService> imported = new ArrayList<>();
    for (MeshService service : all) {
      if (egress.stream().anyMatch(listener -> imports(listener, service, namespace))) {
        imported.add(service);
      }
    }
    return imported;
  }

  private static boolean imports(Tree listener, MeshService service, String namespace) {
    boolean wanted = false;
    for (String host : listener.get("hosts").texts()) {
      int slash = host.indexOf('/');
      if (slash >= 0) {
        String where = host.substring(0, slash);
        boolean without = where.startsWith("~") && where.length() > 1;
        String from = without ? where.substring(1) : where;
        if (from(from, service, namespace)
            && Hosts.covers(host.substring(slash + 1), service.host())) {
          if (without) {
            return false;
          }
          wanted = true;
        }
      }
    }
    return wanted;
  }

  private static boolean from(String where, MeshService service, String namespace) {
    return switch (where) {
      case "*" -> true;
      case "." -> service.namespace().equals(namespace);
      default -> service.namespace().equals(where);
    };
  }
}
