package dev.egresstls.lab.world.kube;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** An API server with a certificate that keytool makes, and which may ask clients for theirs. */
public final class TlsServer implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HttpsServer server;
  private final List<String> names = new CopyOnWriteArrayList<>();

  TlsServer(KeyStore own, boolean asksClients) throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext tls = context(own);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters defaults = tls.getDefaultSSLParameters();
            defaults.setNeedClientAuth(asksClients);
            parameters.setSSLParameters(defaults);
          }
        });
    server.createContext(
        "/version",
        exchange -> {
          names.addAll(asked((HttpsExchange) exchange));
          byte[] body = "{\"gitVersion\":\"v1.33.1\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** Shows the certificate of a store, and trusts its authority. */
  public static SSLContext context(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return tls;
  }

  private static List<String> asked(HttpsExchange exchange) {
    return ((ExtendedSSLSession) exchange.getSSLSession())
        .getRequestedServerNames().stream()
            .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
            .toList();
  }

  /** The names that clients asked for by SNI. */
  List<String> names() {
    return names;
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * A store with an authority, and a key with a certificate of that authority, made by keytool.
   *
   * @param options of keytool for the certificate
   */
  public static KeyStore store(Path folder, String... options) throws Exception {
    Path file = folder.resolve("store-" + folder.toFile().list().length + ".p12");
    keytool(file, "ca", "-ext", "bc:c");
    List<String> signed = new ArrayList<>(List.of("-signer", "ca"));
    signed.addAll(List.of(options));
    keytool(file, "one", signed.toArray(String[]::new));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(file)) {
      store.load(bytes, PASSWORD);
    }
    store.setCertificateEntry("trusted", store.getCertificate("ca"));
    store.deleteEntry("ca");
    return store;
  }

  private static void keytool(Path file, String alias, String... options) throws Exception {
    List<String> argv =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // A process that lives for a moment: compiling it well costs more than it gains.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-J-Xshare:auto",
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit"));
    argv.addAll(List.of(options));
    if (!argv.contains("-keyalg")) {
      argv.addAll(List.of("-keyalg", "EC"));
    }
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
  }

  /** The authority's certificate, as a kubeconfig holds it. */
  public static String authority(KeyStore store) throws Exception {
    return pem("CERTIFICATE", store.getCertificate("trusted").getEncoded());
  }

  /** The certificate as a kubeconfig holds it: PEM in base64. */
  static String certificate(KeyStore store) throws Exception {
    return pem("CERTIFICATE", store.getCertificate("one").getEncoded());
  }

  static String key(KeyStore store) throws Exception {
    return pem("PRIVATE KEY", store.getKey("one", PASSWORD).getEncoded());
  }

  /** A PEM text in base64, as kubeconfigs hold it. */
  static String pem(String what, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String pem =
        "-----BEGIN "
            + what
            + "-----\n"
            + lines.encodeToString(der)
            + "\n-----END "
            + what
            + "-----\n";
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
