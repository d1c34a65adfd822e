package dev.egresstls.lab.practice.store;

import dev.egresstls.lab.value.Json;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The refusals of the Kubernetes API, word for word (k8s.io/apimachinery pkg/api/errors @1.33). */
public final class Refusals {
  private Refusals() {}

  /**
   * What is wrong with one field.
   *
   * @param reason such as {@code FieldValueRequired}
   * @param message without the path, such as {@code Required value}
   */
  public record FieldError(String path, String reason, String message) {
    /** A value that must be there. */
    public static FieldError required(String path, String detail) {
      return new FieldError(
          path, "FieldValueRequired", "Required value" + (detail.isEmpty() ? "" : ": " + detail));
    }

    /** A change that is not allowed. */
    public static FieldError forbidden(String path, String detail) {
      return new FieldError(path, "FieldValueForbidden", "Forbidden: " + detail);
    }

    /** A value that is none of a few, which are named in the order of the rule. */
    public static FieldError unsupported(String path, String value, List<String> supported) {
      String all = supported.stream().map(one -> '"' + one + '"').collect(Collectors.joining(", "));
      return new FieldError(
          path,
          "FieldValueNotSupported",
          "Unsupported value: " + Json.write(value) + ": supported values: " + all);
    }

    /** A value that is not allowed. */
    public static FieldError invalid(String path, Object value, String detail) {
      return shown(path, value instanceof String ? Json.write(value) : Tree.of(value), detail);
    }

    /** Texts that are not allowed together, as Go prints them. */
    public static FieldError invalidTexts(String path, List<String> values, String detail) {
      String all = values.stream().map(Json::write).collect(Collectors.joining(", "));
      return shown(path, values.isEmpty() ? "[]string(nil)" : "[]string{" + all + "}", detail);
    }

    private static FieldError shown(String path, Object value, String detail) {
      return new FieldError(path, "FieldValueInvalid", "Invalid value: " + value + ": " + detail);
    }

    /** A value that is there already. */
    public static FieldError duplicate(String path, Object value) {
      return new FieldError(
          path, "FieldValueDuplicate", "Duplicate value: " + Json.write(Tree.of(value).raw()));
    }

    /** A name that nothing has. */
    public static FieldError notFound(String path, String name) {
      return new FieldError(path, "FieldValueNotFound", "Not found: " + Json.write(name));
    }

    /** More bytes than there may be. */
    public static FieldError tooLong(String path, int most) {
      return new FieldError(
          path, "FieldValueTooLong", "Too long: may not be more than " + most + " bytes");
    }
  }

  /** There is no such object. */
  public static ApiError notFound(ResourceType type, String name) {
    return new ApiError(
        404, "NotFound", type.key() + " \"" + name + "\" not found", details(type, name));
  }

  /** There is such an object already. */
  public static ApiError alreadyExists(ResourceType type, String name) {
    return new ApiError(
        409, "AlreadyExists", type.key() + " \"" + name + "\" already exists", details(type, name));
  }

  /** The object is not as the writer thinks it is. */
  public static ApiError conflict(ResourceType type, String name, String why) {
    String message = "Operation cannot be fulfilled on " + type.key() + " \"" + name + "\": " + why;
    return new ApiError(409, "Conflict", message, details(type, name));
  }

  /** The object is not allowed. */
  public static ApiError forbidden(ResourceType type, String name, String why) {
    String message = type.key() + " \"" + name + "\" is forbidden: " + why;
    return new ApiError(403, "Forbidden", message, details(type, name));
  }

  /** The request cannot be read. */
  public static ApiError badRequest(String message) {
    return new ApiError(400, "BadRequest", message, Tree.MISSING);
  }

  /** The object's fields are wrong. */
  public static ApiError invalid(ResourceType type, String name, List<FieldError> errors) {
    List<String> sentences = new ArrayList<>();
    List<Object> causes = new ArrayList<>();
    for (FieldError error : errors) {
      sentences.add(error.path() + ": " + error.message());
      causes.add(cause(error));
    }
    String kind = type.kind() + (type.group().isEmpty() ? "" : "." + type.group());
    String what = sentences.size() == 1 ? sentences.get(0) : sentences.toString();
    Tree details = details(type, name).with("kind", type.kind()).with("causes", causes);
    return new ApiError(422, "Invalid", kind + " \"" + name + "\" is invalid: " + what, details);
  }

  /** The parameters of a request are wrong. */
  public static ApiError invalidOptions(String options, List<FieldError> errors) {
    ResourceType type =
        new ResourceType("meta.k8s.io", "v1", "", options, "", false, List.of(), List.of());
    return invalid(type, "", errors);
  }

  private static Map<String, Object> cause(FieldError error) {
    Map<String, Object> cause = new LinkedHashMap<>();
    cause.put("reason", error.reason());
    cause.put("message", error.message());
    cause.put("field", error.path());
    return cause;
  }

  /** The {@code details} of a refusal. */
  public static Tree details(ResourceType type, String name) {
    Tree details = Tree.object("name", name, "kind", type.plural());
    return type.group().isEmpty() ? details : details.with("group", type.group());
  }
}
