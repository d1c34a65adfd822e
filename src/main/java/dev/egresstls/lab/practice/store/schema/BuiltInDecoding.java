package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an object of a built-in kind as Go's decoder does (sigs.k8s.io/json @1.33): it knows every
 * field and its type.
 */
public final class BuiltInDecoding {
  private final String version;
  private final List<String> unknown = new ArrayList<>();
  private Optional<String> mismatch = Optional.empty();

  private BuiltInDecoding(String version) {
    this.version = version;
  }

  /** What comes of reading an object whose kind has this type. */
  public static BuiltInDecoding of(String type, String version, Tree object) {
    BuiltInDecoding decoding = new BuiltInDecoding(version);
    decoding.object(object.raw(), type, "", "");
    return decoding;
  }

  /** The paths of the fields that the kind does not have. */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  /** The first value that is of another type than its field, in Go's words. */
  public Optional<String> mismatch() {
    return mismatch;
  }

  /**
   * Reads the fields of an object.
   *
   * @param path where it stands, with places in lists
   * @param plain the same without them, as messages about types have it
   */
  private void object(Object value, String type, String path, String plain) {
    Map<String, FieldType> fields = BuiltInTypes.fields(type);
    if (!(value instanceof Map<?, ?> map) || fields.isEmpty()) {
      return;
    }
    map.forEach(
        (key, held) -> {
          String name = (String) key;
          FieldType field = fields.get(name);
          if (field == null) {
            unknown.add(Validation.child(path, name));
          } else {
            field(held, field, type, Validation.child(path, name), Validation.child(plain, name));
          }
        });
  }

  private void field(Object value, FieldType field, String in, String path, String plain) {
    if (!field.hasForm(value)) {
      differs(value, in, plain, field.go(version));
    } else if (field.form() == FieldType.Form.LIST && value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        element(list.get(i), field, in, path + "[" + i + "]", plain);
      }
    } else if (field.form() == FieldType.Form.MAP && value instanceof Map<?, ?> map) {
      map.forEach((key, held) -> element(held, field, in, path + "." + key, plain + "." + key));
    } else {
      element(value, field, in, path, plain);
    }
  }

  private void element(Object value, FieldType field, String in, String path, String plain) {
    if (!field.fits(value)) {
      String key = field.form() == FieldType.Form.MAP ? parent(plain) : plain;
      differs(value, in, key, field.goElement(version));
    } else if (!field.named().isEmpty()) {
      object(value, field.named(), path, plain);
    } else if (mismatch.isEmpty()) {
      mismatch = ScalarText.wrong(field.element(), in, plain, value);
    }
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('.'));
  }

  private void differs(Object value, String in, String plain, String go) {
    if (mismatch.isEmpty()) {
      String is =
          switch (Validation.type(value)) {
            case "boolean" -> "bool";
            case "integer", "number" -> "number";
            default -> Validation.type(value);
          };
      mismatch =
          Optional.of(
              "json: cannot unmarshal "
                  + is
                  + " into Go struct field "
                  + in
                  + "."
                  + plain
                  + " of type "
                  + go);
    }
  }
}
