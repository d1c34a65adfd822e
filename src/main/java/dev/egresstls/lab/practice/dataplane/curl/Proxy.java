package dev.egresstls.lab.practice.dataplane.curl;

import dev.egresstls.lab.practice.dataplane.shell.ContainerEnvironment;
import dev.egresstls.lab.practice.dataplane.shell.Invocation;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Whether a URL is asked for at a proxy, as curl decides it (curl(1), ENVIRONMENT). */
final class Proxy {
  private static final int USUAL_PORT = 1080;

  private Proxy() {}

  /** The proxy for a URL of plain HTTP; those of HTTPS are asked for directly here. */
  static Optional<Target> of(Invocation call, Options options, Target target) {
    Map<String, String> env = ContainerEnvironment.of(call);
    String direct =
        options.direct.orElse(env.getOrDefault("no_proxy", env.getOrDefault("NO_PROXY", "")));
    if (!target.scheme().equals("http") || covers(direct, target.host())) {
      return Optional.empty();
    }
    return options
        .proxy
        .or(() -> Optional.ofNullable(env.get("http_proxy")))
        .or(() -> Optional.ofNullable(env.get("all_proxy")))
        .filter(proxy -> !proxy.isBlank())
        .flatMap(Target::of)
        .map(proxy -> proxy.portGiven() ? proxy : at(proxy));
  }

  private static Target at(Target proxy) {
    return new Target(proxy.scheme(), proxy.host(), USUAL_PORT, true, proxy.path());
  }

  private static boolean covers(String direct, String host) {
    return Arrays.stream(direct.split("[, ]+"))
        .map(one -> one.replaceFirst("^\\.", ""))
        .filter(one -> !one.isEmpty())
        .anyMatch(one -> one.equals("*") || host.equals(one) || host.endsWith("." + one));
  }
}
