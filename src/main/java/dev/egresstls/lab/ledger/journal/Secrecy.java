package dev.egresstls.lab.ledger.journal;

import dev.egresstls.lab.ledger.journal.FieldChange.Lines;
import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps secret values out of what is written down: the data of Secrets, values of environment
 * variables, and annotations, which may hold any of these ({@code last-applied-configuration} holds
 * the whole object). Pure.
 */
public final class Secrecy {
  private static final String WITHHELD = "$withheld";
  private static final Tree MARK = Tree.object(WITHHELD, true);

  /** Stands for a value that is not known, as one that was kept out. */
  static final Tree UNKNOWN = MARK;

  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  /** Annotations whose values say nothing of anybody. */
  private static final Set<String> HARMLESS =
      Set.of(
          "deployment.kubernetes.io/revision",
          "kubectl.kubernetes.io/restartedAt",
          "gateway.networking.k8s.io/bundle-version",
          "gateway.networking.k8s.io/channel",
          "api-approved.kubernetes.io");

  private final boolean secret;
  private final List<String> withheld = new ArrayList<>();

  private Secrecy(String kind) {
    this.secret = kind.equals("Secret");
  }

  /**
   * What may be written down.
   *
   * @param value with a mark in the place of each value that may not
   * @param withheld the paths of those
   */
  public record Kept<T>(T value, List<String> withheld) {
    public Kept {
      withheld = List.copyOf(withheld);
    }
  }

  /** An object without its secret values. */
  public static Kept<Tree> of(Tree object) {
    Secrecy secrecy = new Secrecy(object.get("kind").text(""));
    Tree plain = secrecy.value(FieldPath.ROOT, object);
    Tree applied = object.get("metadata").get("annotations").get(LAST_APPLIED);
    if (applied.isPresent() && repeats(applied, plain)) {
      FieldPath path = FieldPath.ROOT.key("metadata").key("annotations").key(LAST_APPLIED);
      secrecy.withheld.remove(path.text());
      plain = path.put(plain, applied, -1);
    }
    return new Kept<>(plain, secrecy.withheld);
  }

  /** Changes without secret values. */
  public static Kept<List<FieldChange>> of(String kind, List<FieldChange> changes) {
    Secrecy secrecy = new Secrecy(kind);
    List<FieldChange> kept = new ArrayList<>();
    for (FieldChange one : changes) {
      Tree from = secrecy.value(one.path(), one.from());
      Tree to = new Secrecy(kind).value(one.path(), one.to());
      boolean whole = from.equals(one.from()) && to.equals(one.to());
      Lines lines = whole ? one.lines() : Lines.NONE;
      kept.add(new FieldChange(one.path(), from, to, one.at(), one.born(), lines));
    }
    return new Kept<>(kept, secrecy.withheld);
  }

  private Tree value(FieldPath path, Tree value) {
    if (value.isPresent() && mustNotBeKept(path, value)) {
      withheld.add(path.text());
      return MARK;
    }
    if (value.isObject()) {
      Map<String, Object> kept = new LinkedHashMap<>();
      value.fields().forEach((key, item) -> kept.put(key, value(path.key(key), item)));
      return Tree.of(kept);
    }
    if (value.isList()) {
      List<Tree> kept = new ArrayList<>();
      for (int i = 0; i < value.items().size(); i++) {
        Tree item = value.get(i);
        kept.add(value(path.item(item.get("name").text(String.valueOf(i))), item));
      }
      return Tree.of(kept);
    }
    return value;
  }

  private boolean mustNotBeKept(FieldPath path, Tree value) {
    int length = path.length();
    String last = length == 0 ? "" : path.parts().get(length - 1).text();
    String parent = length < 2 ? "" : path.parts().get(length - 2).text();
    if (secret && (last.equals("data") || last.equals("stringData"))) {
      return true;
    }
    if (secret && (path.under("data") || path.under("stringData"))) {
      return true;
    }
    if (parent.equals("annotations")) {
      return !HARMLESS.contains(last);
    }
    boolean env = length >= 3 && path.parts().get(length - 3).text().equals("env");
    return env && last.equals("value") && !isSwitch(value);
  }

  /** A switch or a small number, which no password is. */
  private static boolean isSwitch(Tree value) {
    return value.text("").matches("true|false|\\d{0,5}|\\d{1,4}(ms|s|m|h)");
  }

  /** Whether a last-applied configuration says nothing that is not written down anyway. */
  private static boolean repeats(Tree applied, Tree plain) {
    try {
      return within(Json.read(applied.text("")), plain);
    } catch (Json.Malformed e) {
      return false;
    }
  }

  private static boolean within(Tree part, Tree whole) {
    if (part.isObject()) {
      return part.fields().entrySet().stream()
          .allMatch(
              field ->
                  field.getValue().fields().isEmpty() && field.getValue().isObject()
                      || within(field.getValue(), whole.get(field.getKey())));
    }
    if (part.isList()) {
      return part.items().size() == whole.items().size()
          && java.util.stream.IntStream.range(0, part.items().size())
              .allMatch(i -> within(part.get(i), whole.get(i)));
    }
    return part.equals(whole);
  }

  /** Whether a value, or a part of it, was kept out. */
  public static boolean isWithheld(Tree value) {
    if (value.equals(MARK)) {
      return true;
    }
    return value.fields().values().stream().anyMatch(Secrecy::isWithheld)
        || value.items().stream().anyMatch(Secrecy::isWithheld);
  }

  /** The value without what was kept out. */
  public static Tree withoutMarks(Tree value) {
    if (value.isObject()) {
      Map<String, Object> kept = new LinkedHashMap<>();
      value
          .fields()
          .forEach(
              (key, item) -> {
                if (!item.equals(MARK)) {
                  kept.put(key, withoutMarks(item));
                }
              });
      return Tree.of(kept);
    }
    if (value.isList()) {
      return Tree.of(value.items().stream().map(Secrecy::withoutMarks).toList());
    }
    return value;
  }
}
