package dev.egresstls.lab.app.query;

import dev.egresstls.lab.app.Answer;
import dev.egresstls.lab.app.launch.LaunchBanner;
import dev.egresstls.lab.engine.drift.Drift;
import dev.egresstls.lab.engine.drift.Side;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.NameResolver.Address;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A slice compared with DNS as one JSON object, as {@code docs/json.md} describes it. */
public record DriftDocument(LaunchBanner banner, Drift drift, int exitCode) {
  /** The object. */
  public Tree tree() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("schemaVersion", Answer.SCHEMA_VERSION);
    object.put("lab", banner.lab().id());
    object.put("mode", banner.mode().word());
    object.put("context", banner.context());
    object.put("host", drift.host());
    object.put("slice", drift.slice());
    object.put("pod", side(drift.pod()));
    object.put("machine", side(drift.machine()));
    object.put("addresses", drift.rows().stream().map(DriftDocument::row).toList());
    object.put("notes", drift.notes());
    object.put("drifted", drift.drifted());
    object.put("splitHorizon", drift.splitHorizon());
    object.put("exitCode", exitCode);
    return Tree.of(object);
  }

  private static Tree side(Side side) {
    Map<String, Object> object = new LinkedHashMap<>();
    side.answer()
        .ifPresent(
            answer -> {
              object.put("server", answer.server());
              object.put("addresses", answer.addresses().stream().map(DriftDocument::one).toList());
            });
    side.problem().ifPresent(problem -> object.put("problem", RunDocument.problem(problem)));
    return Tree.of(object);
  }

  private static Tree one(Address address) {
    return Tree.object("address", address.ip(), "ttlSeconds", seconds(address));
  }

  private static Object seconds(Address address) {
    return address.ttl().map(Duration::toSeconds).orElse(null);
  }

  private static Tree row(Drift.Row row) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("address", row.address());
    object.put("inSlice", row.inSlice());
    object.put("inPod", row.pod().isPresent());
    object.put("inMachine", row.machine().isPresent());
    object.put("state", row.state().word());
    object.put("effect", Optional.of(row.effect()).filter(e -> !e.isEmpty()).orElse(null));
    return Tree.of(object);
  }
}
