package dev.egresstls.lab.world.kube.config;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * The TLS of a kubeconfig's {@code tls-server-name}: every connection asks for that name (SNI), and
 * the certificate must be for it, whatever the server's address is. The JDK's HTTP client takes
 * both from the URL, but makes its engines by the context that it is given.
 */
public final class NamedServer {
  private NamedServer() {}

  /**
   * A context with the keys and the trust of another.
   *
   * @param name a DNS name, or an address, that the certificate must be for
   */
  public static SSLContext context(SSLContext plain, String name) {
    return new SSLContext(new Spi(plain, name), plain.getProvider(), plain.getProtocol()) {};
  }

  private static final class Spi extends SSLContextSpi {
    private final SSLContext plain;
    private final String name;

    Spi(SSLContext plain, String name) {
      this.plain = plain;
      this.name = name;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("the context has its keys already");
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return engineCreateSSLEngine(name, -1);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return new NamedEngine(plain.createSSLEngine(name, port), name);
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw new UnsupportedOperationException("the HTTP client uses engines");
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw new UnsupportedOperationException("the HTTP client uses engines");
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return plain.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return plain.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return plain.getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return plain.getSupportedSSLParameters();
    }
  }
}
