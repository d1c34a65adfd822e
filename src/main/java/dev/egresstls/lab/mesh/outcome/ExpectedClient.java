package dev.egresstls.lab.mesh.outcome;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What curl is expected to show.
 *
 * @param exits curl exit codes that may come of it, the likeliest first; empty if the model does
 *     not know what answers there
 * @param httpCode the status that curl sees; 0 if no answer comes; empty if unknown
 * @param server the {@code server} header, if the sidecar sets it: {@code envoy}
 * @param tls whether the bytes cross the network inside TLS, whoever started it
 * @param why what makes it end so, as a sentence without a full stop
 */
public record ExpectedClient(
    List<Integer> exits,
    Optional<Integer> httpCode,
    Optional<String> server,
    boolean tls,
    String why) {
  public ExpectedClient {
    exits = List.copyOf(exits);
    Objects.requireNonNull(httpCode);
    Objects.requireNonNull(server);
    Objects.requireNonNull(why);
  }

  /** No HTTP answer: curl ends with one of these codes. */
  static ExpectedClient fails(boolean tls, String why, Integer... exits) {
    return new ExpectedClient(List.of(exits), Optional.of(0), Optional.empty(), tls, why);
  }

  /** The origin's own answer. */
  static ExpectedClient answered(boolean tls, String why) {
    return new ExpectedClient(List.of(0), Optional.of(200), Optional.empty(), tls, why);
  }

  /** An answer that the sidecar gives or passes on as HTTP. */
  static ExpectedClient fromEnvoy(int code, boolean tls, String why) {
    return new ExpectedClient(List.of(0), Optional.of(code), Optional.of("envoy"), tls, why);
  }

  /** Nobody knows what answers there. */
  static ExpectedClient unknown(boolean tls, String upstream) {
    String why = "what answers at " + upstream + " is not known to the model";
    return new ExpectedClient(List.of(), Optional.empty(), Optional.empty(), tls, why);
  }

  /** What a person will see, as a sentence. */
  public String sentence() {
    if (exits.isEmpty()) {
      return "No prediction: " + why + ".";
    }
    int exit = exits.get(0);
    String because = why.isEmpty() ? "." : ": " + why + ".";
    if (exit != 0) {
      return "You will see no HTTP answer and curl exit " + either() + because;
    }
    String code = httpCode.map(String::valueOf).orElse("200 or 503");
    String from =
        server.isPresent()
            ? "with server: " + server.get() + ", set by the sidecar"
            : "from the origin itself, with no x-envoy headers";
    return "You will see HTTP " + code + " " + from + ", curl exit 0" + because;
  }

  private String either() {
    return String.join(" or ", exits.stream().map(String::valueOf).toList());
  }
}
