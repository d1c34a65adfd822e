package dev.egresstls.lab.mesh.proof;

import dev.egresstls.lab.mesh.Captures.Capture;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.envoy.AccessLogLine;
import dev.egresstls.lab.mesh.envoy.ConfigDump;
import dev.egresstls.lab.mesh.envoy.CurlOutput;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A captured request as the lab would see it, and with parts of it changed. */
public record Seen(
    Route predicted,
    boolean sidecar,
    int exit,
    CurlOutput curl,
    Optional<AccessLogLine> line,
    RequestEvidence.Log log,
    Tree envoy) {

  public static Seen of(Capture capture, Tree recorded) {
    CurlOutput curl =
        CurlOutput.parse(recorded.get("stdout").text(""), recorded.get("stderr").text(""));
    Dial asked = capture.dial(recorded);
    Dial dial =
        new Dial(
            asked.scheme(),
            asked.host(),
            asked.port(),
            asked.namespace(),
            asked.pod(),
            curl.connection().remoteIp());
    Optional<AccessLogLine> line =
        recorded.get("accessLog").texts().stream()
            .flatMap(text -> AccessLogLine.parse(text).stream())
            .filter(one -> one.isFrom(curl.connection().localPort().orElse(0)))
            .findFirst();
    return new Seen(
        PathModel.trace(dial, capture.observed()),
        !capture.id().equals("no-sidecar"),
        curl.exit().orElseThrow(),
        curl,
        line,
        new RequestEvidence.Log(true, "no line of this connection"),
        capture.envoy());
  }

  public Seen line(UnaryOperator<String> change) {
    String text = change.apply(line.orElseThrow().format());
    return new Seen(predicted, sidecar, exit, curl, AccessLogLine.parse(text), log, envoy);
  }

  public Seen unlogged(boolean tells) {
    RequestEvidence.Log other =
        new RequestEvidence.Log(tells, "the log is written in another format");
    return new Seen(predicted, sidecar, exit, curl, Optional.empty(), other, envoy);
  }

  Seen ended(int code, String verbose) {
    return new Seen(predicted, sidecar, code, CurlOutput.parse("", verbose), line, log, envoy);
  }

  /** With another config dump, by replacing text in its JSON. */
  public Seen envoy(String from, String to) {
    Tree other = Json.read(Json.write(envoy).replace(from, to));
    return new Seen(predicted, sidecar, exit, curl, line, log, other);
  }

  public Proof proof() {
    return proof(Optional.of(ConfigDump.read(envoy)));
  }

  Proof proof(Optional<ConfigDump> dump) {
    String noDump = dump.isPresent() ? "" : "it may not be read";
    RequestEvidence sighting =
        new RequestEvidence(
            predicted.dial(),
            sidecar,
            exit,
            curl,
            line,
            log,
            new RequestEvidence.Config(dump, noDump),
            Optional.empty());
    return Proof.of(predicted, Set.of(), sighting, Map.of("Istio", "1.29.1"));
  }

  /** Each station that is not as foretold, in one line. */
  static List<String> odd(Proof proof) {
    return proof.stations().stream()
        .filter(one -> one.result() != Station.Result.SAME)
        .map(one -> one.title() + " " + one.result().word() + ": " + one.seen())
        .toList();
  }
}
