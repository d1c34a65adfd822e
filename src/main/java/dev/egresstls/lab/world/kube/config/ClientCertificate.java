package dev.egresstls.lab.world.kube.config;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.value.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The certificate by which a kubeconfig's user is known. */
public final class ClientCertificate {
  private ClientCertificate() {}

  /**
   * What the user shows, if it is a certificate.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static Optional<X509Certificate> of(Tree user) {
    String file = user.get("client-certificate").text("");
    String data = user.get("client-certificate-data").text("");
    if (file.isEmpty() && data.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] pem =
          data.isEmpty() ? Files.readAllBytes(Path.of(file)) : Base64.getMimeDecoder().decode(data);
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem)));
    } catch (IOException e) {
      throw new IllegalArgumentException(say("world.certificate.unreadable", file), e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(say("world.certificate.none"), e);
    }
  }

  /** When it expired, if it has; nothing if there is none, or it cannot be read. */
  public static Optional<Instant> expired(KubeContext context, Instant now) {
    try {
      return of(context.user())
          .map(certificate -> certificate.getNotAfter().toInstant())
          .filter(end -> end.isBefore(now));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
