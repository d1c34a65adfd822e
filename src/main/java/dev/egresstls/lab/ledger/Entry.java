package dev.egresstls.lab.ledger;

import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One change, with all that is needed to take it back.
 *
 * @param before CREATED: missing; CHANGED: the merge patch that brings the old values back;
 *     DELETED: the whole object as it was
 * @param uid of the object that was created, as soon as it is known
 * @param kept CHANGED Deployments: the names of the ReplicaSets that it had before
 */
public record Entry(Deed deed, Ref ref, Tree before, Optional<String> uid, List<String> kept) {
  /** What was done to an object. */
  public enum Deed {
    CREATED,
    CHANGED,
    DELETED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Entry {
    Objects.requireNonNull(deed);
    Objects.requireNonNull(ref);
    Objects.requireNonNull(before);
    Objects.requireNonNull(uid);
    kept = List.copyOf(kept);
  }

  static Entry created(Ref ref) {
    return new Entry(Deed.CREATED, ref, Tree.MISSING, Optional.empty(), List.of());
  }

  static Entry changed(Ref ref, Tree inverse, List<String> kept) {
    return new Entry(Deed.CHANGED, ref, inverse, Optional.empty(), kept);
  }

  static Entry deleted(Ref ref, Tree before) {
    return new Entry(Deed.DELETED, ref, before, Optional.empty(), List.of());
  }

  Entry as(String knownUid) {
    return new Entry(deed, ref, before, Optional.of(knownUid), kept);
  }

  /** What will be, or was, done to it: {@code BackendTLSPolicy default/google-tls deleted}. */
  public String text() {
    return ref + " " + deed.word();
  }

  Tree json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("deed", deed.word());
    json.put("apiVersion", ref.apiVersion());
    json.put("kind", ref.kind());
    ref.namespace().ifPresent(namespace -> json.put("namespace", namespace));
    json.put("name", ref.name());
    uid.ifPresent(one -> json.put("uid", one));
    if (!before.isMissing()) {
      json.put("before", before);
    }
    json.put("kept", kept);
    return Tree.of(json);
  }

  /** Reads what {@link #json} wrote; empty if it is something else. */
  static Optional<Entry> read(Tree json) {
    String word = json.get("deed").text("");
    boolean known = List.of(Deed.values()).stream().anyMatch(one -> one.word().equals(word));
    if (!known || json.get("name").text().isEmpty()) {
      return Optional.empty();
    }
    Ref ref =
        new Ref(
            json.get("apiVersion").text(""),
            json.get("kind").text(""),
            json.get("namespace").text(),
            json.get("name").text(""));
    Deed deed = Deed.valueOf(word.toUpperCase(Locale.ROOT));
    return Optional.of(
        new Entry(deed, ref, json.get("before"), json.get("uid").text(), json.get("kept").texts()));
  }
}
