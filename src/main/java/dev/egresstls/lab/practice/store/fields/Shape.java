package dev.egresstls.lab.practice.store.fields;

import java.util.List;

/** What is known of a field's type, as far as merging needs it. */
public interface Shape {
  /** How a list, or a map, is merged. */
  enum Merging {
    /** Replaced as a whole. */
    ATOMIC,
    /** A list of scalars without order, or a map whose members are merged. */
    GRANULAR,
    /** A list of objects that are distinguished by {@link Shape#keys}. */
    BY_KEYS
  }

  /** The type of a member. */
  Shape field(String name);

  /** The type of a list's items. */
  Shape item();

  /** How a list here is merged. */
  Merging list();

  /** Whether an object here is replaced as a whole. */
  boolean atomicObject();

  /** The keys that tell items apart, for {@link Merging#BY_KEYS}. */
  List<String> keys();

  /** What a missing key stands for, or null if it stands for nothing. */
  Object keyDefault(String key);

  /**
   * Whether the object is there even if nothing is set in it (a Go struct without omitempty), so
   * that nobody comes to own the thing itself.
   */
  boolean alwaysThere();
}
