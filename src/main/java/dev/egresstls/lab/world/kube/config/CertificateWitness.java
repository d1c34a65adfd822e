package dev.egresstls.lab.world.kube.config;

import dev.egresstls.lab.value.Sha256;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Sees the certificates that a server presents, whether they are verified or not. A resumed TLS
 * session presents none, but only the server that presented them before can resume it.
 */
public final class CertificateWitness {
  private volatile Optional<String> presented = Optional.empty();

  /** The SHA-256 of the certificates of the latest full handshake; empty if there was none. */
  public Optional<String> presented() {
    return presented;
  }

  /** Trust managers that decide as these do, and let this one see what they decide on. */
  public TrustManager[] watching(TrustManager[] managers) {
    return Arrays.stream(managers)
        .map(one -> one instanceof X509ExtendedTrustManager trust ? new Watched(trust) : one)
        .toArray(TrustManager[]::new);
  }

  private void saw(X509Certificate[] chain) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (X509Certificate one : chain) {
        all.writeBytes(one.getEncoded());
      }
    } catch (CertificateEncodingException e) {
      return; // one without bytes came over no wire
    }
    presented = Optional.of(Sha256.of(all.toByteArray()));
  }

  private final class Watched extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;

    Watched(X509ExtendedTrustManager trust) {
      this.trust = trust;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      trust.checkServerTrusted(chain, type, engine);
      saw(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust.checkServerTrusted(chain, type, socket);
      saw(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust.checkServerTrusted(chain, type);
      saw(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      trust.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust.getAcceptedIssuers();
    }
  }
}
