package dev.egresstls.lab.practice.cluster;

import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes Events of the core group. */
final class EventRecorder {
  private final ControllerContext context;

  EventRecorder(ControllerContext context) {
    this.context = context;
  }

  void record(Tree about, String type, String source, String reason, String message) {
    String namespace = about.at("metadata.namespace").text("default");
    String name = about.at("metadata.name").text("");
    String at = context.now();
    Tree event =
        Tree.object(
            "apiVersion",
            "v1",
            "kind",
            "Event",
            "metadata",
            Tree.object("name", unique(name), "namespace", namespace),
            "involvedObject",
            reference(about),
            "reason",
            reason,
            "message",
            message,
            "source",
            source(source),
            "firstTimestamp",
            at,
            "lastTimestamp",
            at,
            "count",
            1,
            "type",
            type,
            "eventTime",
            null,
            "reportingComponent",
            source,
            "reportingInstance",
            source.equals("kubelet") ? PracticeNode.NAME : "");
    context.objects().create("events", event, source);
  }

  /** As client-go names events: the object's name, a dot and the time in hex nanoseconds. */
  private String unique(String name) {
    java.time.Instant now = context.clock().now();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return name + "." + Long.toHexString(nanos) + Integer.toHexString(SERIAL.incrementAndGet());
  }

  private static final java.util.concurrent.atomic.AtomicInteger SERIAL =
      new java.util.concurrent.atomic.AtomicInteger(15);

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
