package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.practice.store.fields.Shape;
import dev.egresstls.lab.practice.store.schema.StructuralSchema;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Optional;

/**
 * A kind at a version, as it is served.
 *
 * @param storageVersion the version in which its objects are kept
 * @param served whether clients may use this version
 * @param subresources which of its own it has
 * @param generation what counts as a new generation
 * @param schema the schema of a custom resource; empty for built-in kinds
 * @param columns additionalPrinterColumns of a custom resource
 */
public record Served(
    ResourceType type,
    String storageVersion,
    boolean served,
    Subresources subresources,
    Generation generation,
    Shape shape,
    Optional<StructuralSchema> schema,
    List<Tree> columns) {
  /** Whether a kind has a subresource {@code status}, and one {@code scale}. */
  public record Subresources(boolean status, boolean scale) {}

  /** What counts as a new generation of an object. */
  public enum Generation {
    /** The kind has none. */
    NONE,
    /** A change of anything but metadata and status. */
    CONTENT,
    /** A change of anything but metadata. */
    ALL
  }

  public Served {
    columns = List.copyOf(columns);
  }

  /** Whether it has the status subresource. */
  public boolean status() {
    return subresources.status();
  }

  /** Whether it has the scale subresource. */
  public boolean scale() {
    return subresources.scale();
  }

  /** The key of its type. */
  public String key() {
    return type.key();
  }

  /** The kept object as this version shows it (conversion None: another apiVersion, no more). */
  public Tree shown(Tree kept) {
    return kept.get("apiVersion").text("").equals(type.apiVersion())
        ? kept
        : kept.with("apiVersion", type.apiVersion());
  }

  /** The apiVersion in which objects are kept. */
  public String storedApiVersion() {
    return type.group().isEmpty() ? storageVersion : type.group() + "/" + storageVersion;
  }
}
