package dev.egresstls.lab.practice.store.rules;

import dev.egresstls.lab.mesh.registry.Cidr;
import java.util.LinkedHashMap;
import java.util.Map;

/** Addresses that nobody else can be reached by (ValidateEndpointIP @1.33). */
public final class IpRanges {
  /** What is said of a text that is no address. */
  public static final String NO_ADDRESS =
      "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

  private static final Map<String, String> RANGES = new LinkedHashMap<>();

  static {
    RANGES.put("127.0.0.0/8", "may not be in the loopback range (127.0.0.0/8, ::1/128)");
    RANGES.put("::1/128", RANGES.get("127.0.0.0/8"));
    RANGES.put("169.254.0.0/16", "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
    RANGES.put("fe80::/10", RANGES.get("169.254.0.0/16"));
    RANGES.put(
        "224.0.0.0/24", "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
    RANGES.put("ff02::/16", RANGES.get("224.0.0.0/24"));
  }

  private IpRanges() {}

  /** Why an address cannot be that of somebody else; empty text if it can. */
  public static String notForOthers(String ip) {
    if (ip.matches("(0+\\.){3}0+|[0:]+")) {
      return "may not be unspecified (" + ip + ")";
    }
    return RANGES.entrySet().stream()
        .filter(range -> Cidr.parse(range.getKey()).orElseThrow().holds(ip))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
