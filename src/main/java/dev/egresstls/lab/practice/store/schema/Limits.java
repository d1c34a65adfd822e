package dev.egresstls.lab.practice.store.schema;

import dev.egresstls.lab.practice.store.Refusals.FieldError;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The limits that a schema sets: lengths, patterns, ranges and counts. */
final class Limits {
  private Limits() {}

  static void text(String text, Tree schema, String path, List<FieldError> errors) {
    long length = text.codePointCount(0, text.length());
    long most = schema.get("maxLength").number(Long.MAX_VALUE);
    if (length > most) {
      String message = "Too long: may not be more than " + most + " bytes";
      errors.add(new FieldError(path, "FieldValueTooLong", message));
    }
    long least = schema.get("minLength").number(0);
    if (length < least) {
      String detail = path + " in body should be at least " + least + " chars long";
      errors.add(FieldError.invalid(path, text, detail));
    }
    String pattern = schema.get("pattern").text("");
    if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
      errors.add(FieldError.invalid(path, text, path + " in body should match '" + pattern + "'"));
    }
  }

  static void number(Number number, Tree schema, String path, List<FieldError> errors) {
    Tree least = schema.get("minimum");
    if (least.raw() instanceof Number limit && number.doubleValue() < limit.doubleValue()) {
      String detail = path + " in body should be greater than or equal to " + least.text("");
      errors.add(FieldError.invalid(path, number, detail));
    }
    Tree most = schema.get("maximum");
    if (most.raw() instanceof Number limit && number.doubleValue() > limit.doubleValue()) {
      String detail = path + " in body should be less than or equal to " + most.text("");
      errors.add(FieldError.invalid(path, number, detail));
    }
  }

  /** Checks {@code minItems} and {@code maxItems}, or the same of {@code Properties}. */
  static void count(int count, Tree schema, String what, String path, List<FieldError> errors) {
    long most = schema.get("max" + what).number(Long.MAX_VALUE);
    String noun = what.toLowerCase(Locale.ROOT);
    if (count > most) {
      String message = "Too many: " + count + ": must have at most " + most + " " + noun;
      errors.add(new FieldError(path, "FieldValueTooMany", message));
    }
    long least = schema.get("min" + what).number(0);
    if (count < least) {
      String detail = path + " in body should have at least " + least + " " + noun;
      errors.add(FieldError.invalid(path, (long) count, detail));
    }
  }
}
