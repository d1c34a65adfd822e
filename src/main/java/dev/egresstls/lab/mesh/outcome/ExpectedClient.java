package dev.egresstls.lab.mesh.outcome;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What curl is expected to show.
 *
 * @param known whether the model knows what answers there
 * @param exits curl exit codes that may come of it, the likeliest first
 * @param httpCode the status that curl sees; 0 if no answer comes; empty if unknown
 * @param server the {@code server} header, if the sidecar sets it: {@code envoy}
 * @param tls whether the bytes cross the network inside TLS, whoever started it
 * @param why what makes it end so, as a sentence without a full stop
 * @param assumption what of the other end it hangs on and nobody knows, as half a sentence; empty
 *     text if it hangs on nothing
 */
public record ExpectedClient(
    boolean known,
    List<Integer> exits,
    Optional<Integer> httpCode,
    Optional<String> server,
    boolean tls,
    String why,
    String assumption) {
  /** What is expected without an assumption. */
  public ExpectedClient(
      boolean known,
      List<Integer> exits,
      Optional<Integer> httpCode,
      Optional<String> server,
      boolean tls,
      String why) {
    this(known, exits, httpCode, server, tls, why, "");
  }

  public ExpectedClient {
    exits = List.copyOf(exits);
    Objects.requireNonNull(httpCode);
    Objects.requireNonNull(server);
    Objects.requireNonNull(why);
    Objects.requireNonNull(assumption);
  }

  /** Whether an end is known, be it only under an assumption. */
  public boolean told() {
    return known || !assumption.isEmpty();
  }

  /** The same, if something holds that nobody knows; unchanged for an empty text. */
  ExpectedClient assuming(String something) {
    return something.isEmpty() || !known
        ? this
        : new ExpectedClient(false, exits, httpCode, server, tls, why, something);
  }

  /** The same end, of which nothing is claimed any more. */
  public ExpectedClient withdrawn(String reason) {
    return new ExpectedClient(false, exits, httpCode, server, tls, reason, "");
  }

  /** No HTTP answer: curl ends with one of these codes. */
  static ExpectedClient fails(boolean tls, String why, Integer... exits) {
    return new ExpectedClient(true, List.of(exits), Optional.of(0), Optional.empty(), tls, why);
  }

  /** The origin's own answer. */
  static ExpectedClient answered(boolean tls, String why) {
    return new ExpectedClient(true, List.of(0), Optional.of(200), Optional.empty(), tls, why);
  }

  /** The origin's own 400 to plain HTTP on a TLS port. */
  static ExpectedClient badRequest(String why) {
    return new ExpectedClient(true, List.of(0), Optional.of(400), Optional.empty(), false, why);
  }

  /** An answer that the sidecar gives or passes on as HTTP. */
  static ExpectedClient fromEnvoy(int code, boolean tls, String why) {
    return new ExpectedClient(true, List.of(0), Optional.of(code), Optional.of("envoy"), tls, why);
  }

  /** An answer or a failure: not all is known of the other end. */
  static ExpectedClient doubtful(List<Integer> exits, Optional<String> server, String why) {
    return new ExpectedClient(true, exits, Optional.empty(), server, true, why);
  }

  /**
   * Nobody knows what answers there: it may be anything that curl can end with.
   *
   * @param refused how it ends if nothing listens there
   */
  static ExpectedClient unknown(boolean tls, String upstream, int refused) {
    List<Integer> exits = Stream.of(0, refused, 52, 56, 28, 35, 1).distinct().toList();
    return new ExpectedClient(
        false, exits, Optional.empty(), Optional.empty(), tls, what(upstream));
  }

  /** The same behind the sidecar's HTTP filter, which always answers. */
  static ExpectedClient unknownHttp(boolean tls, String upstream) {
    return new ExpectedClient(
        false, List.of(0, 28), Optional.empty(), Optional.of("envoy"), tls, what(upstream));
  }

  private static String what(String upstream) {
    return say("mesh.client.unknown", upstream);
  }

  /** What a person will see, as a sentence. */
  public String sentence() {
    if (!told()) {
      return say("mesh.client.noPrediction", why);
    }
    return known ? end() : say("mesh.client.if", assumption, lowered(end()));
  }

  private static String lowered(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  private String end() {
    String form = why.isEmpty() ? "plain" : "because";
    if (exits.get(0) != 0) {
      return say("mesh.client.fails." + form, either(exits), why);
    }
    String code = httpCode.map(String::valueOf).orElseGet(() -> either(List.of(200, 503)));
    return server.isPresent()
        ? say("mesh.client.sidecar." + form, code, why, server.get())
        : say("mesh.client.origin." + form, code, why);
  }
}
