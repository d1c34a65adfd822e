package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.observed.Because;
import dev.egresstls.lab.mesh.observed.Names;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/** What DestinationRules that people wrote say about TLS towards a Service. */
final class UserRules {
  private UserRules() {}

  static Optional<InForce> of(Observation seen, String namespace, String service, int port) {
    for (Tree rule : seen.all("DestinationRule")) {
      if (isFor(rule, namespace, service)) {
        return Optional.of(inForce(rule, port));
      }
    }
    return Optional.empty();
  }

  private static boolean isFor(Tree rule, String namespace, String service) {
    String host = rule.at("spec.host").text("");
    String full = service + "." + namespace + ".svc.cluster.local";
    boolean nearby = Names.namespace(rule).equals(namespace) && host.equals(service);
    return nearby || host.equals(full);
  }

  private static InForce inForce(Tree rule, int port) {
    String field = "spec.trafficPolicy.tls";
    Tree tls = rule.at(field);
    List<Tree> ports = rule.at("spec.trafficPolicy.portLevelSettings").items();
    for (int i = 0; i < ports.size(); i++) {
      if (ports.get(i).at("port.number").number(0) == port) {
        field = "spec.trafficPolicy.portLevelSettings[" + i + "].tls";
        tls = ports.get(i).get("tls");
      }
    }
    String mode = tls.get("mode").text("");
    String text = "DestinationRule " + Names.name(rule) + " is for this Service";
    return new InForce(
        started(tls, mode),
        Optional.of(Originations.path(rule)),
        new Because(text, Names.of(rule), field + ".mode", mode));
  }

  /** ISTIO_MUTUAL is the mesh's own TLS, which no server outside speaks; DISABLE is plain text. */
  private static Optional<Tls> started(Tree tls, String mode) {
    if (!mode.equals("SIMPLE") && !mode.equals("MUTUAL")) {
      return Optional.empty();
    }
    String ca =
        tls.get("credentialName")
            .text()
            .map(name -> "kubernetes://" + name + "-cacert")
            .or(() -> tls.get("caCertificates").text().map(file -> "file-root:" + file))
            .orElse(CaReference.SYSTEM);
    return Optional.of(new Tls(tls.get("sni").text(""), ca, tls.get("subjectAltNames").texts()));
  }
}
