package dev.egresstls.lab.mesh.policy;

import java.util.List;
import java.util.Objects;

/**
 * The TLS that a sidecar starts towards an upstream.
 *
 * @param sni the server name in the ClientHello; may be empty
 * @param ca the name of the SDS secret that holds the trusted CAs, such as {@code file-root:system}
 * @param sans names of which the certificate must carry one; empty means that no name is checked
 */
public record Tls(String sni, String ca, List<String> sans) {
  public Tls {
    Objects.requireNonNull(sni);
    Objects.requireNonNull(ca);
    sans = List.copyOf(sans);
  }

  /** In a few words: {@code SNI www.google.com · CA system · name a or b}. */
  public String words() {
    String shown = ca.isEmpty() ? "any at all" : ca.equals("file-root:system") ? "system" : ca;
    String names = sans.isEmpty() ? "" : " · name " + String.join(" or ", sans);
    return "SNI " + sni + " · CA " + shown + names;
  }
}
