package dev.egresstls.lab.world.kube.config;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.lab.LabFailure;
import dev.egresstls.lab.lab.Problem;
import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Makes fabric8's HTTP client for a context. What a kubeconfig says is handed over field by field:
 * fabric8's own reading of it needs its models, jackson-databind and a second YAML library, which
 * are most of its size, and a second and more on a slow machine.
 */
public final class ClientConfigs {
  /** A key store in memory wants a password, which nobody ever has to know. */
  private static final String IN_MEMORY = "in-memory";

  private static final Duration PING = Duration.ofSeconds(30);

  private ClientConfigs() {}

  /**
   * An HTTP client that trusts and authenticates as the context says, and follows no redirects. It
   * does not connect yet, but a credential plugin runs.
   *
   * @param proxies the proxy for a server, with its port
   * @param connecting how long a connection may take to open
   * @param witness sees the certificates that the server presents
   * @throws LabFailure if a credential cannot be read
   */
  public static HttpClient client(
      KubeContext context,
      Function<URI, Optional<URI>> proxies,
      Duration connecting,
      CertificateWitness witness) {
    try {
      return built(context, proxies, connecting, witness);
    } catch (LabFailure e) {
      throw e;
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw unusable(context, reason(e));
    }
  }

  /** The same, where nobody needs to know which certificates the server presents. */
  public static HttpClient client(
      KubeContext context, Function<URI, Optional<URI>> proxies, Duration connecting) {
    return client(context, proxies, connecting, new CertificateWitness());
  }

  private static HttpClient built(
      KubeContext context,
      Function<URI, Optional<URI>> proxies,
      Duration connecting,
      CertificateWitness witness)
      throws GeneralSecurityException, IOException {
    Tree user = context.user();
    if (user.get("auth-provider").isObject()) {
      throw authProvider(context);
    }
    Optional<CredentialPlugin> plugin =
        user.get("exec").isObject() ? Optional.of(new CredentialPlugin(context)) : Optional.empty();
    KeyManager[] keys = keys(plugin.map(one -> certified(user, one)).orElse(user));
    boolean plain = context.server().regionMatches(true, 0, "http:", 0, "http:".length());
    TrustManager[] trust = plain ? new TrustManager[0] : witness.watching(trust(context.cluster()));
    HttpClient.Builder builder =
        factory(plain ? Optional.of(NoTls.context()) : named(context, keys, trust)).newBuilder();
    builder.tag(sentOnce());
    builder.connectTimeout(connecting.toMillis(), TimeUnit.MILLISECONDS);
    builder.websocketPingInterval(PING.toMillis(), TimeUnit.MILLISECONDS);
    // Over HTTP/2 an API server sends GOAWAY to users that it does not know, and with
    // --goaway-chance to others. A JDK before 17.0.17 and 24 then loses answers (JDK-8335181).
    builder.preferHttp11();
    if (!plain) {
      builder.sslContext(keys, trust);
    }
    context.proxy(proxies).ifPresent(at -> proxy(builder, at));
    Authentication authentication =
        plugin
            .map(one -> Authentication.by(one, user))
            .orElseGet(() -> Authentication.of(user, token(context)));
    builder.addOrReplaceInterceptor("authentication", authentication);
    builder.addOrReplaceInterceptor("user-agent", new UserAgent());
    return builder.build();
  }

  /** Without this fabric8 would itself go on trying, for 20 s. */
  private static RequestConfig sentOnce() {
    RequestConfig config = new RequestConfig(null, null, null, null, null, null, null, null);
    config.setRequestRetryBackoffLimit(0);
    return config;
  }

  private static Optional<SSLContext> named(
      KubeContext context, KeyManager[] keys, TrustManager[] trust) {
    return context
        .tlsServerName()
        .map(name -> NamedServer.context(SSLUtils.sslContext(keys, trust), name));
  }

  /** Clients that follow no redirect: it could lead to any host, with the token and the body. */
  private static JdkHttpClientFactory factory(Optional<SSLContext> tls) {
    return new JdkHttpClientFactory() {
      @Override
      protected void additionalConfig(java.net.http.HttpClient.Builder builder) {
        builder.followRedirects(java.net.http.HttpClient.Redirect.NEVER);
        tls.ifPresent(builder::sslContext);
      }
    };
  }

  /** The user with the certificate that a plugin gives, if it gives one. */
  private static Tree certified(Tree user, CredentialPlugin plugin) {
    CredentialPlugin.Credential given = plugin.credential(Instant.now());
    return given.certificate().isEmpty()
        ? user
        : user.with("client-certificate-data", base64(given.certificate().get()))
            .with("client-key-data", base64(given.key().orElseThrow()));
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }

  private static TrustManager[] trust(Tree cluster) throws GeneralSecurityException, IOException {
    return SSLUtils.trustManagers(
        filled(cluster, "certificate-authority-data"),
        filled(cluster, "certificate-authority"),
        cluster.get("insecure-skip-tls-verify").isTrue(),
        null,
        null);
  }

  private static KeyManager[] keys(Tree user) throws GeneralSecurityException, IOException {
    // The JDK must know what sort of key it is. The certificate says so; fabric8 would guess by
    // the key's PEM header and take every PKCS #8 key for RSA.
    String algorithm =
        ClientCertificate.of(user).map(shown -> shown.getPublicKey().getAlgorithm()).orElse("RSA");
    return SSLUtils.keyManagers(
        filled(user, "client-certificate-data"),
        filled(user, "client-certificate"),
        filled(user, "client-key-data"),
        filled(user, "client-key"),
        algorithm,
        IN_MEMORY,
        null,
        null);
  }

  /** A field's value for fabric8, which takes null for none. */
  private static String filled(Tree from, String key) {
    return from.get(key).text().filter(value -> !value.isEmpty()).orElse(null);
  }

  /** A token in a file is read again for each request, since it is renewed there. */
  private static Supplier<Optional<String>> token(KubeContext context) {
    Optional<Path> file = context.user().get("tokenFile").text().map(Path::of);
    file.ifPresent(one -> token(context, one));
    Optional<String> written = context.user().get("token").text().filter(text -> !text.isEmpty());
    return () -> file.map(one -> token(context, one)).or(() -> written);
  }

  private static String token(KubeContext context, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw unusable(context, say("world.config.unusable.token-file", file));
    }
  }

  private static void proxy(HttpClient.Builder builder, URI proxy) {
    String scheme = proxy.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.startsWith("socks")) {
      throw new IllegalArgumentException(say("world.config.unusable.socks"));
    }
    builder.proxyType(HttpClient.ProxyType.HTTP);
    int port = proxy.getPort() > 0 ? proxy.getPort() : scheme.equals("https") ? 443 : 80;
    builder.proxyAddress(new InetSocketAddress(proxy.getHost(), port));
    Optional.ofNullable(proxy.getUserInfo())
        .map(pair -> pair.split(":", 2))
        .ifPresent(
            pair ->
                builder.proxyAuthorization(
                    Authentication.basic(pair[0], pair.length > 1 ? pair[1] : "")));
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

  /** kubectl has none of these any more either (removed in 1.26). */
  private static LabFailure authProvider(KubeContext context) {
    String name = context.user().at("auth-provider.name").text("");
    return unusable(context, say("world.config.unusable.auth-provider", name));
  }

  static LabFailure unusable(KubeContext context, String because) {
    return Problem.of(
            Problem.Kind.PRECONDITION,
            say("world.config.unusable", Neutral.line(context.name())),
            "kubectl --context " + Neutral.line(context.name()) + " version",
            say("world.try.practice"))
        .because(Neutral.line(because))
        .failure();
  }
}
