package dev.egresstls.lab.mesh;

import dev.egresstls.lab.mesh.observed.ClientProcess;
import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The HTTP proxy that curl takes from the environment of its container. It reads {@code http_proxy}
 * in lower case alone, and {@code no_proxy} by the ends of names and by ranges (curl's manual,
 * "Environment").
 *
 * @param variable the variable's name
 * @param value what stands there
 * @param field its place in the pod
 */
public record HttpProxy(String variable, String value, String field) {
  private static final int USUAL_PORT = 1080;

  /** The one for what is dialled; empty if curl asks no proxy. */
  public static Optional<HttpProxy> of(Dial dial, Tree pod) {
    ClientProcess process = ClientProcess.of(pod);
    List<String> names = new ArrayList<>();
    if (dial.scheme().equals("http")) {
      names.add("http_proxy");
    } else if (dial.scheme().equals("https")) {
      names.addAll(List.of("https_proxy", "HTTPS_PROXY"));
    }
    names.addAll(List.of("all_proxy", "ALL_PROXY"));
    String not = process.variable("no_proxy").or(() -> process.variable("NO_PROXY")).orElse("");
    if (leaves(not, dial.host())) {
      return Optional.empty();
    }
    return names.stream()
        .filter(name -> process.variable(name).isPresent())
        .findFirst()
        .map(
            name ->
                new HttpProxy(
                    name, process.variable(name).orElseThrow(), process.field() + ".env"));
  }

  private static boolean leaves(String list, String host) {
    String asked = host.toLowerCase(Locale.ROOT);
    return Arrays.stream(list.split("[,\\s]+"))
        .map(one -> one.strip().toLowerCase(Locale.ROOT))
        .filter(one -> !one.isEmpty())
        .anyMatch(one -> one.equals("*") || covers(one.replaceFirst("^\\.", ""), asked));
  }

  private static boolean covers(String one, String asked) {
    boolean range = Cidr.parse(one).filter(cidr -> cidr.holds(asked)).isPresent();
    return range || asked.equals(one) || asked.endsWith("." + one);
  }

  /**
   * What curl does instead: it sends the request to the proxy, or asks it for a tunnel. Empty for a
   * proxy that does not speak HTTP.
   */
  public Optional<Dial> instead(Dial dial) {
    String url = value.matches("(?i)[a-z][a-z0-9+.-]*://.*") ? value : "http://" + value;
    Optional<Dial> proxy = Urls.dial(url, dial.namespace(), dial.pod());
    boolean port = url.matches("(?i)[a-z]+://(?:[^/@]*@)?(?:\\[[^\\]]*\\]|[^:/]+):\\d+.*");
    boolean tunnel = dial.speaksTls();
    String authority = tunnel ? dial.host() + ":" + dial.port() : dial.hostHeader();
    Dial.Request request =
        new Dial.Request(
            tunnel ? "CONNECT" : "GET",
            tunnel ? authority : dial.request().path(),
            dial.request().host().or(() -> Optional.of(authority)));
    return proxy.map(
        one ->
            new Dial(
                one.scheme(),
                one.host(),
                port ? one.port() : USUAL_PORT,
                one.namespace(),
                one.pod(),
                Optional.empty(),
                request));
  }

  /** Whether a dial is the one to this proxy already. */
  public boolean isDialled(Dial dial) {
    return dial.request().host().isPresent() && value.contains(dial.host());
  }
}
