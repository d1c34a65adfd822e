package dev.egresstls.lab.ledger.drift;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which objects a cluster had at a moment, and a digest of what each said: enough to tell later
 * what differs. It holds no value of any field.
 *
 * @param taken when, as ISO 8601
 * @param items by kind, namespace and name, such as {@code Service default/kubernetes}
 * @param kinds the kinds that were listed, with their groups
 * @param unread the kinds that may not be listed, with their groups
 * @param uncompared how many objects were omitted because controllers keep them up to date
 */
public record Snapshot(
    String taken,
    Map<String, Item> items,
    List<String> kinds,
    List<String> unread,
    int uncompared) {
  private static final int VERSION = 1;

  /**
   * An object.
   *
   * @param uid its UID
   * @param marks digest of labels, annotations, owners and finalizers
   * @param generation as the server counts changes of the spec; 0 where it does not
   * @param writers digest of who writes which fields outside of the status
   * @param content digest of the whole object without its status; empty where only metadata was
   *     read
   * @param changedBy who wrote it last outside of the status, and when
   */
  public record Item(
      String uid,
      String marks,
      long generation,
      String writers,
      Optional<String> content,
      String changedBy) {
    Item with(String digest) {
      return new Item(uid, marks, generation, writers, Optional.of(digest), changedBy);
    }

    Tree json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("uid", uid);
      json.put("marks", marks);
      json.put("generation", generation);
      json.put("writers", writers);
      content.ifPresent(digest -> json.put("content", digest));
      json.put("changedBy", changedBy);
      return Tree.of(json);
    }

    static Item read(Tree json) {
      return new Item(
          json.get("uid").text(""),
          json.get("marks").text(""),
          json.get("generation").number(0),
          json.get("writers").text(""),
          json.get("content").text(),
          json.get("changedBy").text(""));
    }

    /** Whether someone has changed it since, as far as it can be determined. */
    boolean differsFrom(Item now) {
      boolean whole = content.isPresent() && now.content().isPresent();
      return whole
          ? !content.equals(now.content()) || !marks.equals(now.marks())
          : !uid.equals(now.uid())
              || !marks.equals(now.marks())
              || generation != now.generation()
              || !writers.equals(now.writers());
    }
  }

  public Snapshot {
    items = Map.copyOf(items);
    kinds = List.copyOf(kinds);
    unread = List.copyOf(unread);
  }

  /** As text, for {@link #read}. */
  String write() {
    Map<String, Object> all = new TreeMap<>();
    items.forEach((name, item) -> all.put(name, item.json()));
    return Json.write(
        Tree.object(
            "version",
            VERSION,
            "taken",
            taken,
            "kinds",
            kinds,
            "unread",
            unread,
            "uncompared",
            uncompared,
            "items",
            all));
  }

  /** Reads what {@link #write} wrote; empty if it is something else. */
  static Optional<Snapshot> read(String text) {
    try {
      Tree json = Json.read(text);
      if (json.get("version").number(0) != VERSION) {
        return Optional.empty();
      }
      Map<String, Item> items = new TreeMap<>();
      json.get("items").fields().forEach((name, item) -> items.put(name, Item.read(item)));
      return Optional.of(
          new Snapshot(
              json.get("taken").text(""),
              items,
              new ArrayList<>(json.get("kinds").texts()),
              new ArrayList<>(json.get("unread").texts()),
              (int) json.get("uncompared").number(0)));
    } catch (Json.Malformed e) {
      return Optional.empty();
    }
  }
}
