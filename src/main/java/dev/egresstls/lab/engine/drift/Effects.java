package dev.egresstls.lab.engine.drift;

import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.check.ClientPod;
import dev.egresstls.lab.engine.drift.Drift.Row;
import dev.egresstls.lab.mesh.Dial;
import dev.egresstls.lab.mesh.PathModel;
import dev.egresstls.lab.mesh.Route;
import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what it does to the path of a request that a slice and DNS differ: the path model follows a
 * request to each address.
 *
 * @param client the pod that sends the lab's request; empty if there is none yet
 * @param port the port that the slice is for
 */
record Effects(Observation seen, Optional<ClientPod> client, String host, int port) {

  Drift on(Drift drift, Tree slice) {
    List<Row> rows = drift.rows().stream().map(row -> row.with(effect(row))).toList();
    return new Drift(
        drift.host(),
        drift.slice(),
        drift.written(),
        drift.pod(),
        drift.machine(),
        rows,
        drift.drifted() ? notes(rows, slice) : List.of());
  }

  private String effect(Row row) {
    return switch (row.state()) {
      case SAME -> "";
      case STALE -> say("engine.drift.stale");
      case ELSEWHERE -> say("engine.drift.elsewhere");
      case UNKNOWN -> say("engine.drift.unknown");
      case MISSING -> missing(row.address());
    };
  }

  private String missing(String address) {
    Optional<Route> route = route("http", address);
    Optional<String> cluster = route.flatMap(Route::cluster);
    if (cluster.isEmpty()) {
      return say("engine.drift.noListener");
    }
    String outlook = route.get().outlook();
    if (cluster.get().equals("BlackHoleCluster")) {
      return say("engine.drift.blocked", outlook);
    }
    return route.get().tls().isPresent()
        ? say("engine.drift.inTls", cluster.get(), outlook)
        : say("engine.drift.plain", cluster.get(), outlook);
  }

  private Optional<Route> route(String scheme, String address) {
    return client.map(
        pod ->
            PathModel.trace(
                new Dial(scheme, host, port, pod.namespace(), pod.name(), Optional.of(address)),
                seen));
  }

  private List<String> notes(List<Row> rows, Tree slice) {
    List<String> notes = new ArrayList<>();
    rows.forEach(row -> notes.addAll(others(row, slice)));
    rows.stream()
        .filter(Row::inSlice)
        .findFirst()
        .flatMap(row -> route("https", row.address()))
        .filter(route -> route.tls().isPresent())
        .ifPresent(route -> notes.add(say("engine.drift.ownTls")));
    return notes;
  }

  /** Slices of other Services with the same address: they claim its listener too. */
  private List<String> others(Row row, Tree slice) {
    return seen.all("EndpointSlice").stream()
        .filter(other -> !Ref.of(other).equals(Ref.of(slice)))
        .filter(
            other ->
                other.get("endpoints").items().stream()
                    .anyMatch(one -> one.get("addresses").texts().contains(row.address())))
        .map(other -> say("engine.drift.other", Ref.of(other), row.address()))
        .toList();
  }
}
