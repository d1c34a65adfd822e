package dev.egresstls.lab.mesh.proof;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.GatewayHalf;
import dev.egresstls.lab.mesh.Hop;
import dev.egresstls.lab.mesh.Onward;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.outcome.ExpectedClient;
import dev.egresstls.lab.mesh.outcome.ExpectedLog;
import dev.egresstls.lab.mesh.policy.Tls;
import dev.egresstls.lab.mesh.proof.Station.Result;
import dev.egresstls.lab.mesh.registry.Cidr;
import dev.egresstls.lab.mesh.sidecar.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares two ways station by station. */
final class Stations {
  private static final String LOG = "access log";
  private static final String GATEWAY_LOG = say("mesh.station.gatewayLog");
  private static final int SERVER_ERRORS = 500;

  private final Route predicted;
  private final Set<String> upstreams;
  private final ObservedRoute way;
  private final RequestEvidence sighting;
  private final List<Station> stations = new ArrayList<>();

  Stations(Route predicted, Set<String> upstreams, ObservedRoute way, RequestEvidence sighting) {
    this.predicted = predicted;
    this.upstreams = upstreams;
    this.way = way;
    this.sighting = sighting;
  }

  List<Station> all() {
    for (Hop.Kind kind : Hop.Kind.values()) {
      station(kind);
      if (kind == Hop.Kind.FILTER) {
        httpRoute();
      }
    }
    accessLog();
    gatewayLog();
    curl();
    return stations;
  }

  private void station(Hop.Kind kind) {
    Optional<Hop> prediction = predicted.hop(kind);
    Optional<Hop> seen = way.route().hop(kind);
    boolean blind = sighting.gateway().isEmpty() && ObservedGateway.KINDS.contains(kind);
    String reason = blind ? say("mesh.proof.noGateway") : way.unseen().getOrDefault(kind, "");
    if (prediction.isEmpty() && seen.isEmpty()) {
      return;
    }
    Result result =
        seen.isEmpty() && !reason.isEmpty()
            ? Result.NOT_SEEN
            : prediction.isPresent() == seen.isPresent() && same(kind, prediction.get(), seen.get())
                ? Result.SAME
                : Result.DIFFERS;
    stations.add(
        new Station(
            kind.title(),
            prediction.map(this::text).orElse(""),
            seen.map(Hop::value).orElse(""),
            result,
            seen.map(Stations::evidence).orElse(reason)));
  }

  private static String evidence(Hop hop) {
    return hop.because().object() + ": " + hop.because().text();
  }

  /** The cluster's type belongs to it. */
  private String text(Hop prediction) {
    boolean typed = prediction.kind() == Hop.Kind.CLUSTER && seenType().isPresent();
    return prediction.value()
        + (typed ? predicted.clusterType().map(t -> " · " + t).orElse("") : "");
  }

  private Optional<String> seenType() {
    return way.route().clusterType();
  }

  private boolean same(Hop.Kind kind, Hop prediction, Hop seen) {
    Route saw = way.route();
    return switch (kind) {
      case DNS -> predicted.dns().isEmpty() ? saw.dns().isEmpty() : dialledOneOf(saw);
      case LISTENER -> predicted.listener().equals(saw.listener());
      case FILTER -> predicted.filter() == saw.filter();
      case CLUSTER ->
          predicted.cluster().equals(saw.cluster())
              && (seenType().isEmpty() || seenType().equals(predicted.clusterType()));
      case TLS -> predicted.tls().equals(saw.tls()) && text(prediction).equals(seen.value());
      case UPSTREAM ->
          predicted.upstream().equals(saw.upstream())
              || saw.upstream().filter(predicted.upstreams()::contains).isPresent()
              || saw.upstream().filter(this::mayBeChosen).isPresent();
      case GATEWAY_CLUSTER -> prediction.value().equals(seen.value()) && sameType(saw);
      case GATEWAY_TLS ->
          tls(predicted).equals(tls(saw)) && prediction.value().equals(seen.value());
      case GATEWAY_UPSTREAM ->
          upstreams(predicted).isEmpty()
              ? upstreams(saw).isEmpty()
              : upstreams(saw).stream().anyMatch(at -> named(at, upstreams(predicted)));
      default -> prediction.value().equals(seen.value());
    };
  }

  private boolean mayBeChosen(String upstream) {
    return named(upstream, upstreams);
  }

  /** Whether it is one of them, or may be behind a name that is one of them. */
  private static boolean named(String upstream, Collection<String> all) {
    String port = upstream.substring(upstream.lastIndexOf(':'));
    return all.contains(upstream)
        || all.stream()
            .filter(one -> one.endsWith(port))
            .map(one -> one.substring(0, one.length() - port.length()))
            .anyMatch(one -> !Cidr.isAddress(one.replaceAll("[\\[\\]]", "")));
  }

  private static Optional<Tls> tls(Route route) {
    return route.gateway().map(GatewayHalf::onward).flatMap(Onward::tls);
  }

  private static List<String> upstreams(Route route) {
    return route.gateway().map(GatewayHalf::onward).map(Onward::upstreams).orElse(List.of());
  }

  private boolean sameType(Route saw) {
    Optional<String> type = saw.gateway().map(GatewayHalf::onward).flatMap(Onward::clusterType);
    return type.isEmpty()
        || type.equals(predicted.gateway().map(GatewayHalf::onward).flatMap(Onward::clusterType));
  }

  private boolean dialledOneOf(Route saw) {
    return saw.address().filter(predicted.dns()::contains).isPresent();
  }

  /** The HTTP route is in the log alone. */
  private void httpRoute() {
    boolean prediction = predicted.accessLog().logged() && predicted.filter() == Filter.HTTP;
    Optional<AccessLogLine> line = sighting.line().filter(AccessLogLine::http);
    if (!prediction || line.isEmpty()) {
      return;
    }
    String name = predicted.accessLog().route();
    boolean same = name.equals(line.get().route());
    String evidence = byLog(say("mesh.station.route"));
    stations.add(new Station("route", name, line.get().route(), result(same), evidence));
  }

  private static Result result(boolean same) {
    return same ? Result.SAME : Result.DIFFERS;
  }

  private void accessLog() {
    boolean prediction = predicted.accessLog().logged();
    Optional<AccessLogLine> line = sighting.line();
    List<String> flags = predicted.accessLog().flags();
    String expected =
        prediction ? say("mesh.station.flags", either(flags)) : say("mesh.station.noLine");
    if (prediction && line.isPresent()) {
      boolean same = flags.contains(line.get().flags());
      Result result = flags.isEmpty() ? Result.NOT_PREDICTED : result(same);
      String saw = say("mesh.station.flags", line.get().flags());
      add(LOG, flags.isEmpty() ? "" : expected, saw, result, byLog(say("mesh.station.byFlags")));
    } else if (prediction && sighting.sidecar() && !sighting.log().tells()) {
      add(LOG, expected, "", Result.NOT_SEEN, sighting.log().unread());
    } else {
      String saw =
          line.map(one -> say("mesh.station.line", one.flags())).orElse(say("mesh.station.noLine"));
      add(
          LOG,
          expected,
          saw,
          result(prediction == line.isPresent()),
          byLog(say("mesh.station.byPort")));
    }
  }

  /** The line in the gateway's own log. */
  private void gatewayLog() {
    Optional<ExpectedLog> log = predicted.gateway().map(GatewayHalf::accessLog);
    if (log.filter(ExpectedLog::logged).isEmpty()) {
      return;
    }
    List<String> flags = log.get().flags();
    String expected = flags.isEmpty() ? "" : say("mesh.station.flags", either(flags));
    Optional<AccessLogLine> line = sighting.gateway().flatMap(GatewayEvidence::line);
    if (line.isEmpty()) {
      String why =
          sighting.gateway().map(GatewayEvidence::unread).orElse(say("mesh.proof.noGateway"));
      add(GATEWAY_LOG, expected, "", Result.NOT_SEEN, why);
      return;
    }
    String saw = say("mesh.station.flags", line.get().flags());
    Result result =
        flags.isEmpty() ? Result.NOT_PREDICTED : result(flags.contains(line.get().flags()));
    String by = say("mesh.source.gatewayLog") + ": " + say("mesh.station.byFlags");
    add(GATEWAY_LOG, expected, saw, result, by);
  }

  private void add(String title, String expected, String saw, Result result, String evidence) {
    stations.add(new Station(title, expected, saw, result, evidence));
  }

  /** What stands before the colon is where it was seen. */
  private static String byLog(String what) {
    return say("mesh.source.log") + ": " + what;
  }

  /** {@code exit 0 · HTTP 200}. */
  private static String ended(String exits, int code) {
    String answer = code > 0 ? "HTTP " + code : say("mesh.station.noAnswer");
    return say("mesh.station.exit", exits) + " · " + answer;
  }

  private static String signed(String server) {
    return " · " + say("mesh.station.server", server);
  }

  private void curl() {
    ExpectedClient client = predicted.client();
    int code = sighting.curl().httpCode();
    String saw = ended("" + sighting.exit(), code);
    String error = "curl: " + sighting.curl().error().orElse(say("mesh.station.byCurl"));
    if (!client.known()) {
      add(Station.CLIENT, "", saw, Result.NOT_PREDICTED, client.why());
      return;
    }
    String exits = either(client.exits());
    String expected =
        client
            .httpCode()
            .map(c -> ended(exits, c))
            .orElseGet(() -> say("mesh.station.exit", exits));

    boolean same =
        client.exits().contains(sighting.exit())
            && client.httpCode().map(prediction -> answered(prediction, code)).orElse(true);
    boolean signs = client.server().isPresent();
    String server = sighting.curl().headers().getOrDefault("server", say("mesh.station.nobody"));
    boolean signed = !signs || code == 0 || client.server().get().equals(server);
    String by = signs && code > 0 ? signed(server) : "";
    String prediction = signs ? signed(client.server().get()) : "";
    add(Station.CLIENT, expected + prediction, saw + by, result(same && signed), error);
  }

  /**
   * A refusal is the sidecar's own and its code is known. What an origin answers is its own affair:
   * there it counts that it answers.
   */
  private static boolean answered(int prediction, int code) {
    return prediction >= SERVER_ERRORS ? prediction == code : prediction > 0 == code > 0;
  }
}
