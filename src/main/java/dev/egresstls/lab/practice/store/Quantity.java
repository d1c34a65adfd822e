package dev.egresstls.lab.practice.store;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of a resource, such as {@code 500m} or {@code 2Gi} (apimachinery pkg/api/resource). */
public final class Quantity {
  private static final Pattern SHAPE =
      Pattern.compile("([+-]?[0-9.]+)(?:([eE][-+]?[0-9]{1,3})|([numkKMGTPE]i?))?");
  private static final String BINARY = "KMGTPE";
  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

  private Quantity() {}

  /** An amount as a number; nothing if it is none. */
  public static BigDecimal of(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      return BigDecimal.ZERO;
    }
    try {
      String power = parts.group(2) == null ? "" : parts.group(2);
      BigDecimal number = new BigDecimal(parts.group(1) + power);
      return parts.group(3) == null ? number : scaled(number, parts.group(3));
    } catch (NumberFormatException e) {
      return BigDecimal.ZERO;
    }
  }

  private static BigDecimal scaled(BigDecimal number, String unit) {
    if (unit.endsWith("i")) {
      int power = 1 + BINARY.indexOf(unit.charAt(0));
      return number.multiply(BigDecimal.valueOf(1024).pow(power));
    }
    return number.scaleByPowerOfTen(DECIMAL.getOrDefault(unit, 0));
  }
}
