package dev.egresstls.lab.mesh.sidecar;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.ObjectNames;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The listeners of a gateway's proxy: one for each port of the Gateway, on any address. What speaks
 * another protocol than HTTP is not followed; nothing is said of where it leads.
 */
final class GatewayListeners {
  private GatewayListeners() {}

  static List<ListenerConfig> of(Tree gateway) {
    Map<String, ListenerConfig> listeners = new LinkedHashMap<>();
    List<Tree> all = gateway.at("spec.listeners").items();
    for (int i = 0; i < all.size(); i++) {
      int port = (int) all.get(i).get("port").number(0);
      boolean http = all.get(i).get("protocol").text("").equals("HTTP");
      String named = ObjectNames.of(gateway);
      String value = all.get(i).get("name").text("");
      Because because =
          new Because(
              say("mesh.gateway.listens", named, port), named, "spec.listeners[" + i + "]", value);
      Chain chain =
          http ? Chain.http("", because) : Chain.toCluster(ClusterConfig.BLACK_HOLE, because);
      String name = ListenerConfig.name(MeshService.ANY, port);
      listeners.putIfAbsent(
          name, new ListenerConfig(name, MeshService.ANY, port, List.of(chain), because));
    }
    return List.copyOf(listeners.values());
  }
}
