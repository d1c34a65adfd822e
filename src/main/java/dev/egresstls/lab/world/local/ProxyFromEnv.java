package dev.egresstls.lab.world.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses proxies as most command-line tools do: by {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code
 * ALL_PROXY} and {@code NO_PROXY}, in either case. This machine itself is always dialled directly.
 */
public final class ProxyFromEnv extends ProxySelector {
  private final Map<String, String> env;

  public ProxyFromEnv(Map<String, String> env) {
    this.env = Map.copyOf(env);
  }

  @Override
  public List<Proxy> select(URI uri) {
    return proxy(uri)
        .map(
            at ->
                new Proxy(
                    Proxy.Type.HTTP,
                    InetSocketAddress.createUnresolved(at.getHost(), at.getPort())))
        .map(List::of)
        .orElse(List.of(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // the request fails by itself, and says so
  }

  /** The proxy for a URL with its port, if there is one. */
  public Optional<URI> proxy(URI target) {
    String host = Optional.ofNullable(target.getHost()).orElse("").toLowerCase(Locale.ROOT);
    if (isThisMachine(host) || excluded(host)) {
      return Optional.empty();
    }
    String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
    return value(scheme + "_proxy").or(() -> value("all_proxy")).flatMap(ProxyFromEnv::parsed);
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private boolean excluded(String host) {
    for (String entry : value("no_proxy").orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      String domain = entry.startsWith("*.") ? entry.substring(1) : entry;
      String suffix = domain.startsWith(".") ? domain : "." + domain;
      if (domain.equals("*") || (!domain.isEmpty() && ("." + host).endsWith(suffix))) {
        return true;
      }
    }
    return false;
  }

  private Optional<String> value(String lowerCase) {
    return Optional.ofNullable(env.get(lowerCase))
        .or(() -> Optional.ofNullable(env.get(lowerCase.toUpperCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  private static Optional<URI> parsed(String value) {
    try {
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
        return Optional.empty();
      }
      int port = uri.getPort() > 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
      return Optional.of(
          new URI(uri.getScheme(), uri.getUserInfo(), uri.getHost(), port, null, null, null));
    } catch (IllegalArgumentException | java.net.URISyntaxException e) {
      return Optional.empty();
    }
  }
}
