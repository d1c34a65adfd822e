package dev.egresstls.lab.mesh;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client asks for.
 *
 * @param scheme {@code http} or {@code https}: what the client itself speaks; {@code tcp} for bytes
 *     of another kind
 * @param host the name or address in the URL
 * @param port the port that it dials
 * @param namespace the client pod's namespace
 * @param pod the client pod's name
 * @param address the address that it must dial ({@code curl --resolve}); empty to ask DNS
 * @param request the request that it sends once it is connected
 */
public record Dial(
    String scheme,
    String host,
    int port,
    String namespace,
    String pod,
    Optional<String> address,
    Request request) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * A request.
   *
   * @param method {@code GET}, or {@code CONNECT} to a proxy
   * @param path the path with its query
   * @param host the Host header, if it is not the host of the URL
   */
  public record Request(String method, String path, Optional<String> host) {
    /** The one that curl sends if nobody says otherwise. */
    public static final Request GET = new Request("GET", "/", Optional.empty());

    /** The same, to another Host. */
    Request to(String other) {
      return new Request(method, path, Optional.of(other));
    }

    public Request {
      Objects.requireNonNull(method);
      Objects.requireNonNull(path);
      Objects.requireNonNull(host);
    }
  }

  /** A plain request for {@code /}. */
  public Dial(
      String scheme,
      String host,
      int port,
      String namespace,
      String pod,
      Optional<String> address) {
    this(scheme, host, port, namespace, pod, address, Request.GET);
  }

  /** The same with another request. */
  public Dial with(Request other) {
    return new Dial(scheme, host, port, namespace, pod, address, other);
  }

  /** The same with an address. */
  public Dial told(Optional<String> other) {
    return new Dial(scheme, host, port, namespace, pod, other, request);
  }

  /** The Host header as it is sent: with the port, if the scheme does not imply it. */
  public String hostHeader() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    boolean implied = port == (speaksTls() ? HTTPS : HTTP);
    return request.host().orElse(implied ? name : name + ":" + port);
  }

  /** The Host that the request names, without a port and brackets, in lower case. */
  public String authority() {
    String sent = hostHeader().toLowerCase(Locale.ROOT);
    int end = sent.indexOf(']');
    return sent.startsWith("[") && end > 0
        ? sent.substring(1, end)
        : sent.replaceFirst(":\\d+$", "");
  }

  /** The server name that the client sends, if it speaks TLS: no address, no dot at its end. */
  public Optional<String> serverName() {
    boolean named = speaksTls() && !Resolution.isAddress(host);
    return named
        ? Optional.of(host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""))
        : Optional.empty();
  }

  /** Whether the client itself speaks TLS. */
  public boolean speaksTls() {
    return scheme.equalsIgnoreCase("https");
  }

  /** Whether the client speaks HTTP without TLS. */
  public boolean speaksHttp() {
    return scheme.equalsIgnoreCase("http");
  }
}
