package dev.egresstls.lab.mesh.observed;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is known of the server outside the cluster.
 *
 * @param tlsPorts ports on which it speaks TLS, and closes anything else without a reply
 * @param plainPorts ports on which it answers plain HTTP
 * @param names the certificate's subject alternative names; {@code *.} stands for one label
 * @param systemCa whether its certificate is signed by a CA of the usual bundle
 * @param cas PEM texts of CAs that sign its certificate
 * @param assumed whether all of this is only what a public web site usually does, and nobody knows
 *     it of this one
 * @param certificateKnown whether {@code names} and {@code cas} are all there is to know; if not, a
 *     check against other names or CAs may go either way
 */
public record Origin(
    Set<Integer> tlsPorts,
    Set<Integer> plainPorts,
    List<String> names,
    boolean systemCa,
    List<String> cas,
    boolean certificateKnown,
    boolean assumed) {
  /** A server of which this is known. */
  public Origin(
      Set<Integer> tlsPorts,
      Set<Integer> plainPorts,
      List<String> names,
      boolean systemCa,
      List<String> cas,
      boolean certificateKnown) {
    this(tlsPorts, plainPorts, names, systemCa, cas, certificateKnown, false);
  }

  public Origin {
    tlsPorts = Set.copyOf(tlsPorts);
    plainPorts = Set.copyOf(plainPorts);
    names = List.copyOf(names);
    cas = List.copyOf(cas);
  }

  /** A public web site of which no more is known: TLS on 443, plain HTTP on 80. */
  public static Origin website(String... names) {
    return new Origin(Set.of(443), Set.of(80), List.of(names), true, List.of(), false);
  }

  /** The same, if nobody knows it of this very server. */
  public Origin onlyAssumed() {
    return new Origin(tlsPorts, plainPorts, names, systemCa, cas, certificateKnown, true);
  }

  /** A web site whose certificate carries these names and is signed by the system's CAs alone. */
  public static Origin withCertificate(String... names) {
    return new Origin(Set.of(443), Set.of(80), List.of(names), true, List.of(), true);
  }

  /** Whether the certificate carries one of the names. */
  public boolean carriesOneOf(List<String> wanted) {
    return wanted.stream().anyMatch(name -> names.stream().anyMatch(own -> covers(own, name)));
  }

  /** Whether a name in a certificate is that name; {@code *.} in it stands for one label. */
  public static boolean covers(String pattern, String name) {
    String own = pattern.toLowerCase(Locale.ROOT);
    String asked = name.toLowerCase(Locale.ROOT);
    if (!own.startsWith("*.")) {
      return own.equals(asked);
    }
    int dot = asked.indexOf('.');
    return dot > 0 && asked.substring(dot).equals(own.substring(1));
  }

  /** Whether one of the CAs in a PEM text signs its certificate. */
  public boolean signedByOneOf(String pem) {
    String given = squeezed(pem);
    return cas.stream().map(Origin::squeezed).anyMatch(ca -> !ca.isEmpty() && given.contains(ca));
  }

  private static String squeezed(String pem) {
    return pem.replaceAll("\\s+", "");
  }
}
