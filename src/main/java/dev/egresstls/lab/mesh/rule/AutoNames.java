package dev.egresstls.lab.mesh.rule;

import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.registry.Cidr;
import java.util.List;

/**
 * What Envoy takes from the Host of each request that it reads.
 *
 * @param sni whether the Host is sent as SNI
 * @param san whether the certificate must carry the Host, unless other names are asked for
 */
public record AutoNames(boolean sni, boolean san) {
  /** Nothing is taken from the Host. */
  public static final AutoNames NONE = new AutoNames(false, false);

  /** The TLS of a request with a Host: what is sent, and what is checked. An address is no SNI. */
  public Tls of(Tls tls, String host) {
    return new Tls(
        sni && tls.sni().isEmpty() && !Cidr.isAddress(host) ? host : tls.sni(),
        tls.ca(),
        san && tls.sans().isEmpty() ? List.of(host) : tls.sans());
  }
}
