package dev.egresstls.lab.practice.store.fields;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which manager owns which fields of one object: {@code metadata.managedFields}. */
public final class ManagedFields {
  private record Share(FieldSet fields, String time) {}

  private final Map<Manager, Share> shares;

  private ManagedFields(Map<Manager, Share> shares) {
    this.shares = shares;
  }

  /** Reads {@code metadata.managedFields}; anything else means that nobody owns anything. */
  public static ManagedFields read(Tree list) {
    Map<Manager, Share> shares = new LinkedHashMap<>();
    for (Tree entry : list.items()) {
      Manager manager =
          new Manager(
              entry.get("manager").text(""),
              entry.get("operation").text(Manager.UPDATE),
              entry.get("apiVersion").text(""),
              entry.get("subresource").text(""));
      FieldSet fields = FieldSet.read(entry.get("fieldsV1"));
      shares.put(manager, new Share(fields, entry.get("time").text("")));
    }
    return new ManagedFields(shares);
  }

  /** Writes {@code metadata.managedFields}. */
  public Tree write() {
    List<Object> list = new ArrayList<>();
    shares.forEach(
        (manager, share) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("manager", manager.name());
          entry.put("operation", manager.operation());
          entry.put("apiVersion", manager.apiVersion());
          entry.put("time", share.time());
          entry.put("fieldsType", "FieldsV1");
          entry.put("fieldsV1", share.fields().write());
          if (!manager.subresource().isEmpty()) {
            entry.put("subresource", manager.subresource());
          }
          list.add(entry);
        });
    return Tree.of(list);
  }

  FieldSet of(Manager manager) {
    Share share = shares.get(manager);
    return share == null ? FieldSet.EMPTY : share.fields();
  }

  /** What all but one manager own. */
  FieldSet ofOthers(Manager manager) {
    FieldSet all = FieldSet.EMPTY;
    for (Map.Entry<Manager, Share> entry : shares.entrySet()) {
      if (!entry.getKey().equals(manager)) {
        all = all.plus(entry.getValue().fields());
      }
    }
    return all;
  }

  /** Which of some fields each other manager owns. */
  Map<Manager, FieldSet> owners(FieldSet fields, Manager but) {
    Map<Manager, FieldSet> owners = new LinkedHashMap<>();
    shares.forEach(
        (manager, share) -> {
          FieldSet common = share.fields().common(fields);
          if (!manager.equals(but) && !common.isEmpty()) {
            owners.put(manager, common);
          }
        });
    return owners;
  }

  /** After a write that is not an apply: its manager takes what it changed. */
  public ManagedFields afterUpdate(Manager by, FieldComparison change, String now) {
    FieldSet set = OwnableFields.of(change.set());
    FieldSet removed = OwnableFields.of(change.removed());
    FieldSet own = of(by).plus(set).minus(removed);
    ManagedFields after = without(set.plus(removed), by);
    return set.isEmpty() ? after.with(by, own, now) : after.written(by, own, now);
  }

  ManagedFields without(FieldSet taken, Manager but) {
    Map<Manager, Share> left = new LinkedHashMap<>();
    shares.forEach(
        (manager, share) -> {
          FieldSet fields = share.fields().minus(manager.equals(but) ? FieldSet.EMPTY : taken);
          if (!fields.isEmpty()) {
            left.put(manager, new Share(fields, share.time()));
          }
        });
    return new ManagedFields(left);
  }

  ManagedFields with(Manager manager, FieldSet fields, String now) {
    Map<Manager, Share> all = new LinkedHashMap<>(shares);
    Share before = all.get(manager);
    if (fields.isEmpty()) {
      all.remove(manager);
    } else if (before == null || !before.fields().equals(fields)) {
      return written(manager, fields, now);
    }
    return new ManagedFields(all);
  }

  /** Whoever changes a value writes the field at that time, also a field of its own. */
  private ManagedFields written(Manager manager, FieldSet fields, String now) {
    Map<Manager, Share> all = new LinkedHashMap<>(shares);
    all.remove(manager);
    all.put(manager, new Share(fields, now));
    return new ManagedFields(all);
  }
}
