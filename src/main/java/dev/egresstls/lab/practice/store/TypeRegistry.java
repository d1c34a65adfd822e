package dev.egresstls.lab.practice.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which kinds are served, in which versions. */
public final class TypeRegistry {
  private final Map<String, List<Served>> byKey = new LinkedHashMap<>();

  /** Begins with some kinds. */
  public TypeRegistry(List<Served> builtIn) {
    for (Served served : builtIn) {
      byKey.put(served.key(), List.of(served));
    }
  }

  public synchronized void put(String key, List<Served> versions) {
    byKey.put(key, List.copyOf(versions));
  }

  public synchronized void remove(String key) {
    byKey.remove(key);
  }

  /** Every version of every kind, also those that are not served. */
  public synchronized List<Served> all() {
    return byKey.values().stream().flatMap(List::stream).toList();
  }

  /** A kind in the version in which its objects are kept. */
  public synchronized Optional<Served> stored(String key) {
    return byKey.getOrDefault(key, List.of()).stream()
        .filter(served -> served.type().version().equals(served.storageVersion()))
        .findFirst();
  }
}
