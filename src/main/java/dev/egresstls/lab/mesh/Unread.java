package dev.egresstls.lab.mesh;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.config.SidecarConfig;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.mesh.registry.Hosts;
import dev.egresstls.lab.mesh.registry.SidecarResource;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is there, may change the way of a connection, and is not read by the model: it is told, not
 * guessed.
 */
final class Unread {
  private static final String ROOT = "istio-system";
  private static final List<String> PROXIES =
      List.of("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");

  /** Kinds that may change it if they are in the client's namespace or in the root namespace. */
  private static final List<String> NEAR =
      List.of(
          "EnvoyFilter",
          "ProxyConfig",
          "WasmPlugin",
          "TrafficExtension",
          "Telemetry",
          "NetworkPolicy");

  private final Dial dial;
  private final Observation seen;
  private final SidecarConfig config;
  private final List<Because> found = new ArrayList<>();

  private Unread(Dial dial, Observation seen, SidecarConfig config) {
    this.dial = dial;
    this.seen = seen;
    this.config = config;
  }

  static List<Because> near(Dial dial, Observation seen, SidecarConfig config) {
    Unread unread = new Unread(dial, seen, config);
    unread.client();
    if (config.sidecar().present()) {
      unread.routes();
      NEAR.forEach(kind -> unread.add(kind, unread::isNear));
      unread.add("WorkloadEntry", o -> true);
      unread.add("ServiceEntry", o -> o.at("spec.workloadSelector").isObject());
      SidecarResource.forPod(seen, dial.namespace(), unread.pod())
          .filter(sidecar -> new SidecarResource(sidecar).hasOwnPorts())
          .ifPresent(s -> unread.found.add(because(s, "Sidecar")));
    }
    unread.found.sort(java.util.Comparator.comparing(Because::object));
    return unread.found;
  }

  private Tree pod() {
    return seen.find("Pod", dial.namespace(), dial.pod()).orElse(Tree.MISSING);
  }

  private void add(String kind, Predicate<Tree> counts) {
    seen.all(kind).stream().filter(counts).map(o -> because(o, kind)).forEach(found::add);
  }

  private static Because because(Tree object, String kind) {
    String text = say("mesh.unread." + kind, Names.of(object));
    return new Because(text, Names.of(object), "spec", "");
  }

  private boolean isNear(Tree object) {
    String namespace = Names.namespace(object);
    return namespace.equals(dial.namespace()) || namespace.equals(ROOT);
  }

  /** VirtualServices for the host or for a service of the mesh, and routes of the Gateway API. */
  private void routes() {
    add("VirtualService", this::mayRoute);
    for (String kind : List.of("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute")) {
      add(kind, Unread::isForServices);
    }
  }

  private boolean mayRoute(Tree route) {
    List<String> gateways = route.at("spec.gateways").texts();
    if (!gateways.isEmpty() && !gateways.contains("mesh")) {
      return false;
    }
    return route.at("spec.hosts").texts().stream()
        .map(host -> Hosts.full(host, Names.namespace(route)))
        .anyMatch(
            host ->
                Hosts.covers(host, dial.host())
                    || config.scope().services().stream()
                        .anyMatch(service -> Hosts.covers(host, service.host())));
  }

  private static boolean isForServices(Tree route) {
    return route.at("spec.parentRefs").items().stream()
        .anyMatch(ref -> List.of("Service", "ServiceEntry").contains(ref.get("kind").text("")));
  }

  /** Settings of the pod that make curl or the sidecar go another way. */
  private void client() {
    Tree pod = pod();
    for (Tree container : pod.at("spec.containers").items()) {
      for (Tree variable : container.get("env").items()) {
        String name = variable.get("name").text("");
        String value = variable.get("value").text("");
        if (PROXIES.contains(name) && !value.isEmpty()) {
          String text = say("mesh.unread.proxy", name);
          found.add(new Because(text, Names.of(pod), "spec.containers[].env", value));
        }
      }
    }
  }
}
