package dev.egresstls.lab.mesh.observed;

import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How objects are called, and when they were made. */
public final class ObjectNames {
  private ObjectNames() {}

  /** {@code metadata.name}; empty text if it has none. */
  public static String name(Tree object) {
    return object.at("metadata.name").text("");
  }

  /** {@code metadata.namespace}; empty text for cluster-scoped objects. */
  public static String namespace(Tree object) {
    return object.at("metadata.namespace").text("");
  }

  /** As a sentence names it: {@code Service default/google-headless}. */
  public static String of(Tree object) {
    String kind = object.get("kind").text("object");
    String namespace = namespace(object);
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name(object);
  }

  /** {@code metadata.creationTimestamp}; empty if it is missing or no time. */
  public static Optional<Instant> created(Tree object) {
    return time(object.at("metadata.creationTimestamp"));
  }

  /** A time in RFC 3339, as Kubernetes writes it. */
  public static Optional<Instant> time(Tree text) {
    try {
      return text.text().map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
