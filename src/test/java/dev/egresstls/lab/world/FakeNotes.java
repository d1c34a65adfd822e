package dev.egresstls.lab.world;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Notes and journals in memory. */
public final class FakeNotes implements Notes {
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Map<String, byte[]> journals = new ConcurrentHashMap<>();
  private final Map<String, String> heads = new ConcurrentHashMap<>();
  private final Map<String, String> held = new ConcurrentHashMap<>();

  /** Puts bytes in the place of a journal, as a broken disk would. */
  public void put(String name, byte[] bytes) {
    journals.put(name, bytes);
  }

  @Override
  public boolean none() {
    return texts.keySet().stream().allMatch(name -> name.startsWith(INVENTORY))
        && journals.isEmpty()
        && heads.isEmpty();
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
  public Optional<byte[]> journal(String name) {
    return Optional.ofNullable(journals.get(name)).map(byte[]::clone);
  }

  @Override
  public void append(String name, long keep, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] before = journals.getOrDefault(name, new byte[0]);
    bytes.write(before, 0, (int) Math.min(keep, before.length));
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    journals.put(name, bytes.toByteArray());
  }

  @Override
  public Optional<String> head(String name) {
    return Optional.ofNullable(heads.get(name));
  }

  @Override
  public void writeHead(String name, String text) {
    heads.put(name, text);
  }

  /** Loses a journal, or what is kept beside it, as a broken disk would. */
  public void lose(String name, boolean head) {
    if (head) {
      heads.remove(name);
    } else {
      journals.remove(name);
    }
  }

  @Override
  public void dropJournal(String name) {
    journals.remove(name);
    heads.remove(name);
  }

  @Override
  public String putAside(String name) {
    heads.remove(name);
    Optional.ofNullable(journals.remove(name))
        .ifPresent(bytes -> journals.put(name + "-aside", bytes));
    return where(name + "-aside");
  }

  @Override
  public String where(String name) {
    return "state/" + name + ".jsonl";
  }

  @Override
  public String whereNote(String name) {
    return "state/" + name + ".json";
  }

  @Override
  public Optional<AutoCloseable> hold(String name, String who) {
    return held.putIfAbsent(name, who) == null
        ? Optional.of(() -> held.remove(name))
        : Optional.empty();
  }

  @Override
  public String holder(String name) {
    return held.getOrDefault(name, "");
  }
}
