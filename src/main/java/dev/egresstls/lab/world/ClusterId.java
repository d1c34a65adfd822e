package dev.egresstls.lab.world;

import dev.egresstls.lab.value.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which cluster it is: what tells it apart from every other one, also from one that answers at the
 * same address later.
 *
 * @param server the API server's URL
 * @param certificate the SHA-256 of the certificate authority that the kubeconfig names, or, where
 *     it names none, of the certificates that the server presents; empty without TLS
 * @param uid the UID of the namespace kube-system, which every cluster has and no two share; empty
 *     if it cannot be read
 */
public record ClusterId(String server, Optional<String> certificate, Optional<String> uid) {
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

  public ClusterId {
    Objects.requireNonNull(server);
    Objects.requireNonNull(certificate);
    Objects.requireNonNull(uid);
  }

  /** Whether it can tell the cluster apart from another one at the same address. */
  public boolean provable() {
    return uid.isPresent() || certificate.isPresent();
  }

  /**
   * The name of the notes about this cluster, of letters, digits and hyphens: the UID, else a name
   * made of the server and its certificate. Clusters that can be distinguished never share one.
   */
  public String fileName() {
    return uid.map(one -> FILE_NAME.matcher(one).matches() ? one : "uid-" + digest(one))
        .orElseGet(() -> "server-" + digest(server + "\n" + certificate.orElse("")));
  }

  private static String digest(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
