package dev.egresstls.lab.check.request;

import dev.egresstls.lab.event.Gap;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.seen.AccessLogLine;
import dev.egresstls.lab.mesh.seen.CurlOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares the way that the path model foretold with the way that was seen. */
public final class Prediction {
  private static final String SUBJECT = "the way of the packet";

  private final Route route;
  private final List<Gap> gaps = new ArrayList<>();

  private Prediction(Route route) {
    this.route = route;
  }

  /** A gap for each thing that went otherwise than foretold. */
  public static List<Gap> gaps(
      Route route, int exit, CurlOutput curl, Optional<AccessLogLine> line) {
    Prediction prediction = new Prediction(route);
    prediction.client(exit, curl);
    prediction.log(line);
    return List.copyOf(prediction.gaps);
  }

  private void client(int exit, CurlOutput curl) {
    List<Integer> exits = route.client().exits();
    boolean foretold = exits.isEmpty() || exits.contains(exit);
    String codes = exits.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    differ(foretold, "curl exit", codes, String.valueOf(exit));
    boolean answered = curl.httpCode() > 0;
    route
        .client()
        .httpCode()
        .ifPresent(
            code ->
                differ(
                    (code > 0) == answered,
                    "answer",
                    code > 0 ? "HTTP " + code : "none",
                    answered ? "HTTP " + curl.httpCode() : "none"));
  }

  private void log(Optional<AccessLogLine> line) {
    boolean logged = route.accessLog().logged();
    differ(logged == line.isPresent(), "access log", lines(logged), lines(line.isPresent()));
    if (logged && line.isPresent()) {
      String cluster = route.accessLog().cluster();
      String upstream = route.accessLog().upstream();
      List<String> flags = route.accessLog().flags();
      AccessLogLine seen = line.get();
      differ(cluster.equals(seen.cluster()), "cluster", cluster, seen.cluster());
      differ(upstream.equals(seen.upstreamHost()), "upstream", upstream, seen.upstreamHost());
      boolean flagged = flags.isEmpty() || flags.contains(seen.flags());
      differ(flagged, "response flags", String.join(" or ", flags), seen.flags());
    }
  }

  private static String lines(boolean one) {
    return one ? "a line for this connection" : "no line";
  }

  private void differ(boolean same, String path, String predicted, String saw) {
    if (!same) {
      gaps.add(new Gap(SUBJECT, path, "as predicted " + predicted, saw, Optional.empty()));
    }
  }
}
