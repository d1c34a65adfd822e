package dev.egresstls.lab.practice.data.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The names of the practice cluster's outside world. All addresses are from the ranges that are set
 * aside for documentation (RFC 5737), so none belongs to anybody.
 */
public final class PublicNames {
  private static final String GOOGLE = "www.google.com";
  private static final List<String> GOOGLE_ADDRESSES = List.of("203.0.113.10", "203.0.113.11");
  private static final List<String> GOOGLE_CERTIFICATE = List.of(GOOGLE, "*.google.com");
  private static final Pattern PUBLIC =
      Pattern.compile("([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern NOWHERE =
      Pattern.compile(".*\\.(invalid|test|local|localhost|svc|internal|example)");
  private static final int FIRST = 20;
  private static final int HOSTS = 200;

  private PublicNames() {}

  /**
   * The IPv4 addresses of a host outside the cluster, each time the same.
   *
   * @return none for a name that does not exist
   */
  public static List<String> addresses(String host) {
    String name = lower(host);
    if (name.equals(GOOGLE)) {
      return GOOGLE_ADDRESSES;
    }
    boolean exists = PUBLIC.matcher(name).matches() && !NOWHERE.matcher(name).matches();
    if (!exists) {
      return List.of();
    }
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return List.of("198.51.100." + (FIRST + crc.getValue() % HOSTS));
  }

  /**
   * The names in the certificate of the server behind an address.
   *
   * @param host the name by which a client came there; counts if the address is its own
   */
  static List<String> certificate(String address, String host) {
    if (GOOGLE_ADDRESSES.contains(address)) {
      return GOOGLE_CERTIFICATE;
    }
    return addresses(host).contains(address) ? List.of(lower(host)) : List.of("origin.example");
  }

  private static String lower(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
