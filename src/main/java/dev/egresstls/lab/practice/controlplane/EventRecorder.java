package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes Events of the core group. */
final class EventRecorder {
  private static final AtomicInteger SERIAL = new AtomicInteger(15);

  private final ControllerContext context;

  EventRecorder(ControllerContext context) {
    this.context = context;
  }

  void record(Tree about, String type, String source, String reason, String message) {
    String at = context.now();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("apiVersion", "v1");
    event.put("kind", "Event");
    event.put("metadata", metadata(about));
    event.put("involvedObject", reference(about));
    event.put("reason", reason);
    event.put("message", message);
    event.put("source", source(source));
    event.put("firstTimestamp", at);
    event.put("lastTimestamp", at);
    event.put("count", 1);
    event.put("type", type);
    event.put("eventTime", null);
    event.put("reportingComponent", source);
    event.put("reportingInstance", source.equals("kubelet") ? PracticeNode.NAME : "");
    context.objects().create("events", Tree.of(event), source);
  }

  private Tree metadata(Tree about) {
    return Tree.object(
        "name", unique(about.at("metadata.name").text("")),
        "namespace", about.at("metadata.namespace").text("default"));
  }

  /** As client-go names events: the object's name, a dot and the time in hex nanoseconds. */
  private String unique(String name) {
    Instant now = context.clock().now();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return name + "." + Long.toHexString(nanos) + Integer.toHexString(SERIAL.incrementAndGet());
  }

  private static Tree source(String component) {
    return component.equals("kubelet")
        ? Tree.object("component", component, "host", PracticeNode.NAME)
        : Tree.object("component", component);
  }

  private static Tree reference(Tree about) {
    Map<String, Object> reference = new LinkedHashMap<>();
    for (String field : List.of("kind", "apiVersion")) {
      reference.put(field, about.get(field));
    }
    for (String field : List.of("namespace", "name", "uid", "resourceVersion")) {
      Tree value = about.get("metadata").get(field);
      if (value.isPresent()) {
        reference.put(field, value);
      }
    }
    return Tree.of(reference);
  }
}
