package dev.egresstls.lab.mesh.registry;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, such as {@code 203.0.113.0/24}.
 *
 * @param base its first address as a number, or any other in it
 * @param bits how many bits of it count
 * @param width 32 or 128
 */
public record Cidr(BigInteger base, int bits, int width) {
  private static final Pattern V4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");

  /** Reads an address or a range; empty for anything else. */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    int width = address.indexOf(':') >= 0 ? 128 : 32;
    Optional<BigInteger> number = width == 128 ? v6(address) : v4(address);
    String bits = slash < 0 ? String.valueOf(width) : text.substring(slash + 1);
    if (number.isEmpty() || !bits.matches("\\d{1,3}") || Integer.parseInt(bits) > width) {
      return Optional.empty();
    }
    return Optional.of(new Cidr(number.get(), Integer.parseInt(bits), width));
  }

  /** Whether an address is one of the loopback interface. */
  public static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.equals("::1");
  }

  static boolean isOne(String text) {
    return parse(text).isPresent();
  }

  /** {@code 203.0.113.10} for {@code 203.0.113.10/32}; a true range stays as it is. */
  static String withoutFullMask(String text) {
    boolean full = parse(text).filter(range -> range.bits == range.width).isPresent();
    return full ? text.replaceFirst("/.*", "") : text;
  }

  /** Whether a text is an IP address. */
  public static boolean isAddress(String text) {
    return text.indexOf('/') < 0 && isOne(text);
  }

  /** Whether an address lies in it. */
  public boolean holds(String address) {
    Optional<Cidr> other = parse(address);
    return other.isPresent()
        && other.get().width == width
        && other.get().base.shiftRight(width - bits).equals(base.shiftRight(width - bits));
  }

  private static Optional<BigInteger> v4(String text) {
    if (!V4.matcher(text).matches()) {
      return Optional.empty();
    }
    BigInteger number = BigInteger.ZERO;
    for (String part : text.split("\\.")) {
      int value = Integer.parseInt(part);
      if (value > 255) {
        return Optional.empty();
      }
      number = number.shiftLeft(8).add(BigInteger.valueOf(value));
    }
    return Optional.of(number);
  }

  private static Optional<BigInteger> v6(String text) {
    String[] halves = text.split("::", -1);
    List<String> front = groups(halves[0]);
    List<String> back = halves.length > 1 ? groups(halves[1]) : List.of();
    int missing = 8 - front.size() - back.size();
    boolean gap = halves.length == 2;
    if (halves.length > 2 || (gap ? missing < 1 : missing != 0)) {
      return Optional.empty();
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < 8; i++) {
      String group =
          i < front.size()
              ? front.get(i)
              : i < 8 - back.size() ? "0" : back.get(i - 8 + back.size());
      if (!group.matches("[0-9a-fA-F]{1,4}")) {
        return Optional.empty();
      }
      number = number.shiftLeft(16).add(new BigInteger(group, 16));
    }
    return Optional.of(number);
  }

  private static List<String> groups(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(":", -1));
  }
}
