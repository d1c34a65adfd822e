package dev.egresstls.lab.world.kube.config;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.kube.config.tls.CertificateWitness;
import dev.egresstls.lab.world.kube.config.tls.NamedServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Makes fabric8's HTTP client for a context. Certificates, tokens and passwords are handed over
 * field by field: fabric8's own reading of a kubeconfig loads some 2000 classes, which is a second
 * and more on a slow machine. It is used only where a credential plugin or an auth provider needs
 * it.
 */
public final class ClientConfigs {
  private ClientConfigs() {}

  /**
   * An HTTP client that trusts and authenticates as the context says. It does not connect yet, but
   * a credential plugin runs.
   *
   * @param kubeconfig the private file that holds this context alone
   * @param proxies the proxy for a server, with its port
   * @param connecting how long a connection may take to open
   * @param witness sees the certificates that the server presents
   * @throws LabFailure if a credential cannot be read
   */
  public static HttpClient client(
      KubeContext context,
      Path kubeconfig,
      Function<URI, Optional<URI>> proxies,
      Duration connecting,
      CertificateWitness witness) {
    try {
      Config config =
          context.needsPlugin() ? Config.fromKubeconfig(kubeconfig.toFile()) : plain(context);
      config.setMasterUrl(context.server() + "/");
      config.setConnectionTimeout((int) connecting.toMillis());
      // Over HTTP/2 an API server sends GOAWAY to users that it does not know, and with
      // --goaway-chance to others. A JDK before 17.0.17 and 24 then loses answers (JDK-8335181).
      config.setHttp2Disable(true);
      config.setRequestRetryBackoffLimit(0); // fabric8 itself would go on trying for 20 s
      config.setUserAgent("egresstls-lab");
      context.proxy(proxies).ifPresent(at -> proxy(config, at));
      return client(
          context
              .tlsServerName()
              .map(name -> named(config, name, witness))
              .orElseGet(JdkHttpClientFactory::new),
          config,
          witness);
    } catch (LabFailure e) {
      throw e;
    } catch (RuntimeException e) {
      throw unusable(context, reason(e));
    }
  }

  /** The same, where nobody needs to know which certificates the server presents. */
  public static HttpClient client(
      KubeContext context,
      Path kubeconfig,
      Function<URI, Optional<URI>> proxies,
      Duration connecting) {
    return client(context, kubeconfig, proxies, connecting, new CertificateWitness());
  }

  private static JdkHttpClientFactory named(
      Config config, String name, CertificateWitness witness) {
    return new JdkHttpClientFactory() {
      @Override
      protected void additionalConfig(java.net.http.HttpClient.Builder builder) {
        try {
          SSLContext plain =
              SSLUtils.sslContext(
                  SSLUtils.keyManagers(config), witness.watching(SSLUtils.trustManagers(config)));
          builder.sslContext(NamedServer.context(plain, name));
        } catch (GeneralSecurityException | IOException e) {
          throw new IllegalArgumentException(e);
        }
      }
    };
  }

  private static HttpClient client(
      JdkHttpClientFactory factory, Config config, CertificateWitness witness) {
    HttpClient.Builder builder = factory.newBuilder();
    HttpClientUtils.applyCommonConfiguration(config, watched(builder, witness), factory);
    return builder.build();
  }

  /** The builder, with trust managers that the witness watches; fabric8 makes them just once. */
  private static HttpClient.Builder watched(
      HttpClient.Builder builder, CertificateWitness witness) {
    return (HttpClient.Builder)
        Proxy.newProxyInstance(
            HttpClient.Builder.class.getClassLoader(),
            new Class<?>[] {HttpClient.Builder.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("sslContext")) {
                arguments[1] = witness.watching((TrustManager[]) arguments[1]);
              }
              Object result = method.invoke(builder, arguments);
              return result == builder ? proxy : result;
            });
  }

  private static Config plain(KubeContext context) {
    Config config = Config.empty();
    Tree cluster = context.cluster();
    set(cluster, "certificate-authority", config::setCaCertFile);
    set(cluster, "certificate-authority-data", config::setCaCertData);
    if (cluster.get("insecure-skip-tls-verify").isTrue()) {
      config.setTrustCerts(true);
      config.setDisableHostnameVerification(true);
    }
    credentials(context, config);
    return config;
  }

  private static void credentials(KubeContext context, Config config) {
    Tree user = context.user();
    set(user, "client-certificate", config::setClientCertFile);
    set(user, "client-certificate-data", config::setClientCertData);
    set(user, "client-key", config::setClientKeyFile);
    set(user, "client-key-data", config::setClientKeyData);
    set(user, "username", config::setUsername);
    set(user, "password", config::setPassword);
    set(user, "token", config::setOauthToken);
    set(user, "tokenFile", file -> tokenFrom(context, Path.of(file), config));
    set(user, "as", config::setImpersonateUsername);
    if (user.get("as-groups").isList()) {
      config.setImpersonateGroups(user.get("as-groups").texts().toArray(String[]::new));
    }
    // The JDK must be told what sort of key it is. The certificate says so; fabric8 would guess by
    // the key's PEM header and take every PKCS #8 key for RSA.
    ClientCertificate.of(user)
        .ifPresent(shown -> config.setClientKeyAlgo(shown.getPublicKey().getAlgorithm()));
  }

  /** The file is read again for each request, since tokens in files are renewed. */
  private static void tokenFrom(KubeContext context, Path file, Config config) {
    token(context, file);
    config.setOauthToken(null);
    config.setOauthTokenProvider(() -> token(context, file));
  }

  private static String token(KubeContext context, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw unusable(context, say("world.config.unusable.token-file", file));
    }
  }

  private static void set(Tree from, String key, Consumer<String> into) {
    from.get(key).text().filter(value -> !value.isEmpty()).ifPresent(into);
  }

  private static void proxy(Config config, URI proxy) {
    config.setHttpProxy(proxy.toString());
    config.setHttpsProxy(proxy.toString());
  }

  /** What went wrong, and what that came from. */
  private static String reason(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .limit(10)
        .map(Throwable::getMessage)
        .filter(message -> message != null && !message.isBlank())
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private static LabFailure unusable(KubeContext context, String because) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.config.unusable", Neutral.line(context.name())),
            "kubectl --context " + Neutral.line(context.name()) + " version",
            say("world.try.practice"))
        .because(Neutral.line(because))
        .failure();
  }
}
