package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.config.ListenerConfig;
import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Sidecar;
import dev.egresstls.lab.mesh.outcome.HostPort;
import dev.egresstls.lab.value.Tree;
import java.util.Arrays;

/**
 * Whether the pod's iptables rules hand a connection to the sidecar.
 *
 * @param taken whether they do
 */
record Redirect(boolean taken, Because because) {
  private static final String EXCLUDED = "traffic.sidecar.istio.io/excludeOutboundPorts";

  static Redirect of(Tree pod, Sidecar sidecar, String address, int port) {
    if (!sidecar.present()) {
      return new Redirect(false, sidecar.reason());
    }
    if (address.startsWith("127.") || address.equals("::1")) {
      return new Redirect(false, Because.plain("a connection to the pod itself is not redirected"));
    }
    String excluded = pod.at("metadata.annotations").get(EXCLUDED).text("");
    if (Arrays.asList(excluded.split("\\s*,\\s*")).contains(String.valueOf(port))) {
      String field = "metadata.annotations[" + EXCLUDED + "]";
      String text = "the pod keeps port " + port + " away from its sidecar";
      return new Redirect(false, new Because(text, Names.of(pod), field, excluded));
    }
    String text = "the sidecar takes it and remembers " + HostPort.of(address, port);
    Because why = sidecar.reason();
    return new Redirect(true, new Because(text, why.object(), why.field(), why.value()));
  }

  String value() {
    return taken ? "127.0.0.1:" + ListenerConfig.REDIRECT_PORT : "not redirected";
  }
}
