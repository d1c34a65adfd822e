package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rules for labels, annotations and the keys of data (apimachinery
 * pkg/util/validation/validation.go, pkg/apis/core/validation/validation.go @1.33).
 */
final class LabelRules {
  private static final int LONGEST = 63;
  private static final int LONGEST_KEY = 253;
  private static final String NAME_SHAPE = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final Pattern NAME = Pattern.compile(NAME_SHAPE);
  private static final Pattern VALUE = Pattern.compile("(" + NAME_SHAPE + ")?");
  private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final String MUST =
      " must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + NAME_SHAPE
          + "')";
  private static final String VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is '("
          + NAME_SHAPE
          + ")?')";
  private static final String DATA_KEY_RULE =
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
          + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
          + " '[-._a-zA-Z0-9]+')";

  private LabelRules() {}

  /** Adds what is wrong with an object's labels and the keys of its annotations. */
  static void check(Tree object, List<FieldError> errors) {
    object
        .at("metadata.labels")
        .fields()
        .forEach(
            (key, value) -> {
              key("metadata.labels", key, errors);
              value("metadata.labels", value.text(""), errors);
            });
    object
        .at("metadata.annotations")
        .fields()
        .keySet()
        .forEach(key -> key("metadata.annotations", key.toLowerCase(Locale.ROOT), errors));
  }

  /** Adds what is wrong with the keys of a ConfigMap or a Secret. */
  static void checkKeys(Tree object, List<FieldError> errors) {
    for (String field : List.of("data", "binaryData")) {
      for (String key : object.get(field).fields().keySet()) {
        if (!DATA_KEY.matcher(key).matches()) {
          errors.add(FieldError.invalid(field + "[" + key + "]", key, DATA_KEY_RULE));
        } else if (key.length() > LONGEST_KEY) {
          errors.add(
              FieldError.invalid(
                  field + "[" + key + "]", key, "must be no more than 253 characters"));
        }
      }
    }
  }

  private static void key(String path, String key, List<FieldError> errors) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    if (slash >= 0 && !MetadataRules.SUBDOMAIN.matcher(key.substring(0, slash)).matches()) {
      errors.add(FieldError.invalid(path, key, "prefix part " + MetadataRules.SUBDOMAIN_RULE));
    } else if (name.isEmpty()) {
      errors.add(FieldError.invalid(path, key, "name part must be non-empty"));
    } else if (name.length() > LONGEST) {
      errors.add(FieldError.invalid(path, key, "name part must be no more than 63 characters"));
    } else if (!NAME.matcher(name).matches()) {
      errors.add(FieldError.invalid(path, key, "name part" + MUST));
    }
  }

  private static void value(String path, String value, List<FieldError> errors) {
    if (value.length() > LONGEST) {
      errors.add(FieldError.invalid(path, value, "must be no more than 63 characters"));
    } else if (!VALUE.matcher(value).matches()) {
      errors.add(FieldError.invalid(path, value, VALUE_RULE));
    }
  }
}
