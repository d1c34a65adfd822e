package dev.egresstls.lab.practice.api.tls;

import dev.egresstls.lab.world.local.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The certificate by which practice clusters of this machine prove themselves. It signs itself, so
 * it is its own CA.
 */
public final class ServingCertificate {
  private static final String FILE = "practice-serving.p12";
  private static final String ALIAS = "practice";

  /** A keystore must have one. What protects the key is the mode of its file. */
  private static final String PASSWORD = "practice";

  /** It must be valid for as long as a cluster may be served. */
  private static final Duration LONGEST_SESSION = Duration.ofDays(30);

  private static final int DAYS = 3650;
  private static final int PEM_LINE = 64;

  private final SSLContext tls;
  private final X509Certificate certificate;

  private ServingCertificate(SSLContext tls, X509Certificate certificate) {
    this.tls = tls;
    this.certificate = certificate;
  }

  /**
   * The one that is kept in a folder; one that is missing, damaged or about to expire is replaced.
   * Where it cannot be kept, it serves this process alone.
   *
   * @throws dev.egresstls.lab.lab.LabFailure if a new one is needed and cannot be made
   */
  public static ServingCertificate in(Path folder) {
    return in(folder, Keytool.ofThisJava());
  }

  /** A new one, which is kept nowhere. */
  public static ServingCertificate passing() {
    return parsed(Keytool.ofThisJava().keystore(ALIAS, PASSWORD, DAYS)).orElseThrow();
  }

  static ServingCertificate in(Path folder, Keytool keytool) {
    Path file = folder.resolve(FILE);
    return read(file).orElseGet(() -> made(file, keytool));
  }

  private static ServingCertificate made(Path file, Keytool keytool) {
    byte[] made = keytool.keystore(ALIAS, PASSWORD, DAYS);
    Optional<ServingCertificate> others = read(file);
    if (others.isPresent()) {
      return others.get(); // another process was quicker
    }
    try {
      PrivateFiles.write(file, made);
    } catch (IOException e) {
      // The next process makes one of its own.
    }
    return parsed(made).orElseThrow();
  }

  private static Optional<ServingCertificate> read(Path file) {
    try {
      return parsed(Files.readAllBytes(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<ServingCertificate> parsed(byte[] bytes) {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(new ByteArrayInputStream(bytes), PASSWORD.toCharArray());
      X509Certificate certificate = (X509Certificate) keys.getCertificate(ALIAS);
      if (certificate == null || !keys.isKeyEntry(ALIAS)) {
        return Optional.empty();
      }
      certificate.checkValidity();
      certificate.checkValidity(Date.from(Instant.now().plus(LONGEST_SESSION)));
      return Optional.of(new ServingCertificate(context(keys), certificate));
    } catch (IOException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** It asks clients for no certificate, so it needs nobody to trust. */
  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), new TrustManager[0], null);
    return context;
  }

  /** For a server. */
  public SSLContext tls() {
    return tls;
  }

  /** Its CA as a kubeconfig's {@code certificate-authority-data}. */
  public String authorityData() {
    try {
      String body =
          Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'})
              .encodeToString(certificate.getEncoded());
      String pem = "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
      return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // it was read from bytes
    }
  }
}
