package dev.egresstls.lab.practice.store.write;

import dev.egresstls.lab.practice.store.Served;
import dev.egresstls.lab.value.Tree;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Gives a new object its identity. */
public final class NewObject {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int LETTERS_ADDED = 5;

  /** A generated name is no longer than a label. */
  private static final int LONGEST_PREFIX = 63 - LETTERS_ADDED;

  private static final List<String> OF_THE_SERVER =
      List.of(
          "resourceVersion",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields",
          "selfLink",
          "generation");

  private NewObject() {}

  /** The object with a name, uid and creationTimestamp, and without what only a server may set. */
  public static Tree born(Served type, Tree object) {
    Map<String, Object> metadata = new LinkedHashMap<>(object.get("metadata").fields());
    OF_THE_SERVER.forEach(metadata::remove);
    String name = object.at("metadata.name").text("");
    String prefix = object.at("metadata.generateName").text("");
    if (name.isEmpty() && !prefix.isEmpty()) {
      int most = Math.min(prefix.length(), LONGEST_PREFIX);
      metadata.put("name", prefix.substring(0, most) + letters(LETTERS_ADDED));
    }
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", now());
    if (type.generation() != Served.Generation.NONE) {
      metadata.put("generation", 1L);
    }
    return object.with("metadata", metadata);
  }

  public static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String letters(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
