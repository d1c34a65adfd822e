package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Map;

/**
 * What a field of a built-in kind holds.
 *
 * @param form whether it is one value, a list or a map of them
 * @param element the name of a type, or a small letter for a value without fields
 */
record FieldType(Form form, String element) {
  /** How many, and by what they are found. */
  enum Form {
    ONE,
    LIST,
    MAP
  }

  /** What the letters mean in OpenAPI, and in Go, whose decoder names its types in messages. */
  private record Plain(String type, String format, String go) {}

  private static final Map<String, Plain> PLAIN =
      Map.of(
          "s", new Plain("string", "", "string"),
          "i", new Plain("integer", "int32", "int32"),
          "l", new Plain("integer", "int64", "int64"),
          "b", new Plain("boolean", "", "bool"),
          "d", new Plain("number", "double", "float64"),
          "x", new Plain("", "int-or-string", "intstr.IntOrString"),
          "q", new Plain("", "int-or-string", "resource.Quantity"),
          "o", new Plain("object", "", "runtime.RawExtension"));

  static FieldType of(String code) {
    return switch (code.charAt(0)) {
      case '[' -> new FieldType(Form.LIST, code.substring(1));
      case '{' -> new FieldType(Form.MAP, code.substring(1));
      default -> new FieldType(Form.ONE, code);
    };
  }

  /** The type of its elements, if that has a name. */
  String named() {
    return PLAIN.containsKey(element) ? "" : element;
  }

  /** The schema; types are referred to. */
  Tree schema(String ref) {
    Tree one = PLAIN.containsKey(element) ? plain() : Tree.object("$ref", ref + element);
    return switch (form) {
      case ONE -> one;
      case LIST -> Tree.object("type", "array", "items", one);
      case MAP -> Tree.object("type", "object", "additionalProperties", one);
    };
  }

  private Tree plain() {
    Plain plain = PLAIN.get(element);
    if (element.equals("x") || element.equals("q")) {
      return Tree.object("x-kubernetes-int-or-string", true);
    }
    if (element.equals("o")) {
      return Tree.object("type", "object", "x-kubernetes-preserve-unknown-fields", true);
    }
    Tree type = Tree.object("type", plain.type());
    return plain.format().isEmpty() ? type : type.with("format", plain.format());
  }

  /** Whether a value may be an element; nothing is always allowed. */
  boolean fits(Object value) {
    if (value == null || element.equals("o")) {
      return true;
    }
    if (element.equals("x") || element.equals("q")) {
      return value instanceof String || value instanceof Number;
    }
    Plain plain = PLAIN.get(element);
    String wanted = plain == null ? "object" : plain.type();
    String is = Validation.type(value);
    return wanted.equals(is) || wanted.equals("number") && is.equals("integer");
  }

  /** Whether a value has the form. */
  boolean hasForm(Object value) {
    return value == null
        || form == Form.ONE
        || (form == Form.LIST ? value instanceof List : value instanceof Map);
  }

  /** What Go calls it, in the package of a version. */
  String go(String version) {
    return switch (form) {
      case ONE -> goElement(version);
      case LIST -> "[]" + goElement(version);
      case MAP -> "map[string]" + goElement(version);
    };
  }

  /** The same of one element. */
  String goElement(String version) {
    return PLAIN.containsKey(element) ? PLAIN.get(element).go() : version + "." + element;
  }
}
