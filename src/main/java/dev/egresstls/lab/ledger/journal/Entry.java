package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.value.Neutral;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.world.Ref;
import dev.egresstls.lab.world.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One change, with what is needed to undo it.
 *
 * @param number of the entry in its journal, from 1
 * @param group the number of its group
 * @param uid of the object: before a change or deletion, or as it was created, once that is known
 * @param version the resourceVersion: before it, and after it once that is known
 * @param content what was changed
 * @param state how far it has come
 */
public record Entry(
    int number,
    int group,
    Verb verb,
    Ref ref,
    Optional<String> uid,
    Optional<String> version,
    Content content,
    State state) {

  /** In the details of what was done in this cluster or in another one. */
  public static final String STRAYED = "strayed";

  /**
   * What was changed in an object, as far as it takes to undo it.
   *
   * @param fields CHANGE: what was set and what it was before
   * @param former DELETE: the object as it was, without secret values
   * @param withheld the paths of values that were not written down
   * @param kept CHANGE of a Deployment: the names of the ReplicaSets that it had before
   * @param details CREATE: the parts of the object that were set; TOOL: what ran, and which objects
   *     there were before
   */
  public record Content(
      List<FieldChange> fields,
      Tree former,
      List<String> withheld,
      List<String> kept,
      Tree details) {
    static final Content NONE =
        new Content(List.of(), Tree.MISSING, List.of(), List.of(), Tree.MISSING);

    public Content {
      Objects.requireNonNull(former);
      Objects.requireNonNull(details);
      fields = List.copyOf(fields);
      withheld = List.copyOf(withheld);
      kept = List.copyOf(kept);
    }

    private void write(Map<String, Object> json) {
      if (!fields.isEmpty()) {
        json.put("fields", fields.stream().map(FieldChange::json).toList());
      }
      if (!former.isMissing()) {
        json.put("former", former);
      }
      if (!withheld.isEmpty()) {
        json.put("withheld", withheld);
      }
      if (!kept.isEmpty()) {
        json.put("replicaSets", kept);
      }
      if (!details.isMissing()) {
        json.put("details", details);
      }
    }

    private static Content read(Tree json) {
      return new Content(
          json.get("fields").items().stream().map(FieldChange::read).toList(),
          json.get("former"),
          json.get("withheld").texts(),
          json.get("replicaSets").texts(),
          json.get("details"));
    }
  }

  /** What is done to an object. */
  public enum Verb {
    CREATE,
    CHANGE,
    DELETE,
    /** A tool was run, which changes many objects. */
    TOOL;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far an entry has come; each step is a line of the journal. */
  public enum State {
    /** It was about to be done; whether it was is not known. */
    INTENDED,
    /** The server has confirmed it. */
    DONE,
    /** The server has refused it: nothing was changed. */
    REFUSED,
    /** It was about to be undone. */
    UNDOING,
    /** The cluster was seen to be without it, or with what someone else made of it. */
    UNDONE;

    /** Whether there is nothing to undo any more. */
    public boolean over() {
      return this == REFUSED || this == UNDONE;
    }

    /** As JSON and the list of changes have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Entry {
    Objects.requireNonNull(verb);
    Objects.requireNonNull(ref);
    Objects.requireNonNull(uid);
    Objects.requireNonNull(version);
    Objects.requireNonNull(content);
    Objects.requireNonNull(state);
  }

  /** An entry that was not written down yet. */
  public static Entry of(Verb verb, Ref ref, Tree before) {
    return new Entry(
        0,
        0,
        verb,
        ref,
        before.at("metadata.uid").text(),
        before.at("metadata.resourceVersion").text(),
        Content.NONE,
        State.INTENDED);
  }

  private Entry with(Content other) {
    return new Entry(number, group, verb, ref, uid, version, other, state);
  }

  /** The same with what a change does to the fields. */
  public Entry changing(List<FieldChange> changes, List<String> unwritten, List<String> sets) {
    return with(new Content(changes, content.former, unwritten, sets, content.details));
  }

  /** The same with the object as it was. */
  public Entry with(Tree object, List<String> unwritten) {
    return with(new Content(content.fields, object, unwritten, content.kept, content.details));
  }

  /** The same with details. */
  public Entry detailed(Tree more) {
    return with(new Content(content.fields, content.former, content.withheld, content.kept, more));
  }

  Entry numbered(int one, int ofGroup) {
    return new Entry(one, ofGroup, verb, ref, uid, version, content, state);
  }

  Entry in(State next) {
    return new Entry(number, group, verb, ref, uid, version, content, next);
  }

  Entry seen(Optional<String> namespace, Optional<String> object, Optional<String> at) {
    Ref there =
        new Ref(ref.apiVersion(), ref.kind(), ref.namespace().or(() -> namespace), ref.name());
    return new Entry(
        number, group, verb, there, object.or(() -> uid), at.or(() -> version), content, state);
  }

  /** {@code BackendTLSPolicy default/web}, or what ran. */
  public String object() {
    return Neutral.line(
        verb == Verb.TOOL ? content.details.get("command").text("") : ref.toString());
  }

  Tree json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("record", "intent");
    json.put("entry", number);
    json.put("group", group);
    json.put("verb", verb.word());
    json.put("apiVersion", ref.apiVersion());
    json.put("kind", ref.kind());
    ref.namespace().ifPresent(namespace -> json.put("namespace", namespace));
    json.put("name", ref.name());
    uid.ifPresent(one -> json.put("uid", one));
    version.ifPresent(one -> json.put("resourceVersion", one));
    json.put("fieldManager", Resources.FIELD_MANAGER);
    content.write(json);
    return Tree.of(json);
  }

  static Optional<Entry> read(Tree json) {
    Verb verb = null;
    for (Verb one : Verb.values()) {
      verb = one.word().equals(json.get("verb").text("")) ? one : verb;
    }
    if (verb == null) {
      return Optional.empty();
    }
    Ref ref =
        new Ref(
            json.get("apiVersion").text(""),
            json.get("kind").text(""),
            json.get("namespace").text(),
            json.get("name").text(""));
    return Optional.of(
        new Entry(
            (int) json.get("entry").number(0),
            (int) json.get("group").number(0),
            verb,
            ref,
            json.get("uid").text(),
            json.get("resourceVersion").text(),
            Content.read(json),
            State.INTENDED));
  }
}
