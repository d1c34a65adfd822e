package dev.egresstls.lab.trace;

import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.proof.Proof;
import dev.egresstls.lab.mesh.proof.ProofReport;
import dev.egresstls.lab.mesh.proof.Station;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A proof as one JSON object, as {@code docs/json.md} describes it. What is absent is null. */
public final class ProofDocument {
  /** Goes up when a field changes its meaning or goes away; new fields leave it as it is. */
  private static final int SCHEMA_VERSION = 1;

  private ProofDocument() {}

  /** The object. */
  public static Tree of(Proof proof) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schemaVersion", SCHEMA_VERSION);
    object.put("agrees", proof.agrees());
    object.put("sentence", proof.verdict());
    object.put("stations", proof.stations().stream().map(ProofDocument::station).toList());
    object.put("unread", proof.unread());
    object.put("logLine", orNull(proof.logLine()));
    object.put("gatewayLogLine", orNull(proof.gatewayLogLine()));
    object.put("versions", proof.versions());
    object.put("predicted", route(proof.predicted()));
    Tree seen = route(proof.seen().route());
    object.put("seen", seen.with("client", seen.get("client").without("sentence")));
    object.put("report", ProofReport.of(proof));
    return Tree.of(object);
  }

  private static Tree station(Station station) {
    return Tree.object(
        "station", station.title(),
        "predicted", orNull(station.predicted()),
        "seen", orNull(station.seen()),
        "result", station.result().word(),
        "evidence", station.evidence());
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Tree route(Route route) {
    Dial dial = route.dial();
    String url = dial.scheme() + "://" + dial.host() + ":" + dial.port();
    return RouteDocument.of(new Traced(url, "", route, List.of(), List.of()))
        .without("source")
        .without("assumptions")
        .without("notModelled");
  }
}
