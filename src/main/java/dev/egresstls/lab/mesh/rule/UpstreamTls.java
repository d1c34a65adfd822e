package dev.egresstls.lab.mesh.rule;

import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.MeshService;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * What a {@code tls} block makes a sidecar do (istio pilot/pkg/networking/core/cluster_tls.go:
 * 110-256,412-464 @1.31.0).
 *
 * @param setting the block
 * @param selected whether its rule has a workloadSelector
 * @param accounts names that the endpoints' certificates carry, as far as istiod knows
 */
record UpstreamTls(TlsSetting setting, boolean selected, List<String> accounts) {
  /** A mark of a rule that istiod made of a policy whose CA cannot be resolved. */
  static final String FAILS_CLOSED = "failsClosed";

  private static final String SYSTEM = "file-root:system";
  private static final String CONFIG_MAP = "configmap://";
  private static final String SUFFIX = "-cacert";
  static final String MESH_CA = "ROOTCA";

  /** The TLS that it starts towards a port; empty for plain text. */
  Optional<Tls> towards(MeshService service, MeshService.Port port, String subset) {
    return switch (setting.mode()) {
      case "SIMPLE" -> own(service, false);
      case "MUTUAL" -> own(service, true);
      case "ISTIO_MUTUAL" -> Optional.of(mesh(sni(service, port, subset)));
      default -> Optional.empty();
    };
  }

  /** The server name by which sidecars know a cluster of each other's services. */
  static String sni(MeshService service, MeshService.Port port, String subset) {
    return "outbound_." + port.number() + "_." + subset + "_." + service.host();
  }

  /**
   * A sidecar gets no secret by name unless the rule selects pods, and then goes out in plain text;
   * a ConfigMap is given to anybody.
   */
  private Optional<Tls> own(MeshService service, boolean mutual) {
    Tree block = setting.block();
    String credential = block.get("credentialName").text("");
    if (Tls.NO_CA.equals(credential)) {
      Tls never =
          new Tls(block.get("sni").text(""), Tls.NO_CA, block.get("subjectAltNames").texts());
      return Optional.of(never).filter(tls -> block.get(FAILS_CLOSED).isTrue());
    }
    boolean kept = !credential.isEmpty() && !credential.startsWith(CONFIG_MAP) && !selected;
    boolean unsigned =
        mutual
            && credential.isEmpty()
            && (block.get("clientCertificate").text("").isEmpty()
                || block.get("privateKey").text("").isEmpty());
    if (kept || unsigned) {
      return Optional.empty();
    }
    String ca = ca(block, credential);
    List<String> names = block.get("subjectAltNames").texts();
    List<String> others = service.kubernetes() ? List.of() : accounts;
    List<String> wanted = names.isEmpty() ? others : names;
    return Optional.of(new Tls(block.get("sni").text(""), ca, ca.isEmpty() ? List.of() : wanted));
  }

  private static String ca(Tree block, String credential) {
    if (!credential.isEmpty()) {
      boolean typed = credential.startsWith(CONFIG_MAP);
      return (typed ? "" : "kubernetes://") + credential + SUFFIX;
    }
    if (block.get("insecureSkipVerify").isTrue()) {
      return "";
    }
    String file = block.get("caCertificates").text("");
    return file.isEmpty() ? SYSTEM : "file-root:" + file;
  }

  /** The mesh's own TLS, with the workload's certificate. */
  private Tls mesh(String own) {
    Tree block = setting.block();
    String sni = block.get("sni").text("");
    List<String> names = block.get("subjectAltNames").texts();
    return new Tls(sni.isEmpty() ? own : sni, MESH_CA, names.isEmpty() ? accounts : names);
  }

  /**
   * Whether Envoy sends the Host as SNI, and checks the certificate against it, where it reads the
   * Host: of a rule without {@code sni} (istio cluster_tls.go
   * setAutoSniAndAutoSanValidation @1.31.0; since 1.21).
   */
  AutoNames autoNames(Optional<Tls> tls) {
    boolean own = setting.mode().equals("SIMPLE") || setting.mode().equals("MUTUAL");
    boolean sni = own && tls.isPresent() && tls.get().sni().isEmpty();
    Tree block = setting.block();
    boolean unnamed = block.get("subjectAltNames").texts().isEmpty();
    boolean san = sni && unnamed && !block.get("insecureSkipVerify").isTrue();
    return new AutoNames(sni, san);
  }
}
