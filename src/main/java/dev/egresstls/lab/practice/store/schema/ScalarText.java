package dev.egresstls.lab.practice.store.schema;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts that Go's decoder reads further: quantities (apimachinery
 * pkg/api/resource/quantity.go @1.33) and the bytes of a Secret or a ConfigMap (encoding/base64).
 */
final class ScalarText {
  private static final String QUANTITY = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";
  private static final Pattern QUANTITY_SHAPE = Pattern.compile(QUANTITY);
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int QUANTUM = 4;

  private ScalarText() {}

  /**
   * What is wrong with a value, in Go's words; empty if it can be read.
   *
   * @param element the letter of its type
   * @param in the type that has the field
   * @param field where it stands, without places in lists
   */
  static Optional<String> wrong(String element, String in, String field, Object value) {
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    if (element.equals("q") && !QUANTITY_SHAPE.matcher(text).matches()) {
      return Optional.of("quantities must match the regular expression '" + QUANTITY + "'");
    }
    boolean bytes =
        (in.equals("Secret") && field.startsWith("data."))
            || (in.equals("ConfigMap") && field.startsWith("binaryData."));
    return bytes ? badBase64(text) : Optional.empty();
  }

  private static Optional<String> badBase64(String text) {
    String data = text.replaceAll("[\\r\\n]", "");
    int padded = data.indexOf('=');
    for (int i = 0; i < (padded < 0 ? data.length() : padded); i++) {
      if (ALPHABET.indexOf(data.charAt(i)) < 0) {
        return illegal(i);
      }
    }
    try {
      Base64.getDecoder().decode(data);
      return data.length() % QUANTUM == 0 ? Optional.empty() : illegal(lastQuantum(data));
    } catch (IllegalArgumentException e) {
      return illegal(padded < 0 ? lastQuantum(data) : padded);
    }
  }

  private static int lastQuantum(String data) {
    return data.length() / QUANTUM * QUANTUM;
  }

  private static Optional<String> illegal(int at) {
    return Optional.of("illegal base64 data at input byte " + at);
  }
}
