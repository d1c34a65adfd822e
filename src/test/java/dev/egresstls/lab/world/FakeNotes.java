package dev.egresstls.lab.world;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Notes in memory. */
public final class FakeNotes implements Notes {
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  @Override
  public boolean none() {
    return texts.isEmpty();
  }

  @Override
  public Optional<String> read(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  @Override
  public void write(String name, String text) {
    texts.put(name, text);
  }

  @Override
  public void remove(String name) {
    texts.remove(name);
  }

  @Override
  public Optional<AutoCloseable> hold(String name) {
    return held.add(name) ? Optional.of(() -> held.remove(name)) : Optional.empty();
  }
}
