package dev.egresstls.lab.practice.dataplane.net;

import dev.egresstls.lab.lab.Scenario.OutsideHost;
import dev.egresstls.lab.practice.store.Objects;
import dev.egresstls.lab.value.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The names of the practice cluster's outside world. All addresses that they have by themselves are
 * from the ranges that are set aside for documentation (RFC 5737), so none belongs to anybody. What
 * the ConfigMap {@link #TABLE} says of a name goes before that, so that a learner can let addresses
 * change.
 */
public final class PublicNames {
  /** Where the ConfigMaps of names are. */
  public static final String NAMESPACE = "kube-system";

  /** The ConfigMap of what names stand for: a host a key, its addresses divided by commas. */
  public static final String TABLE = "practice-names";

  /** The ConfigMap of names for which the lab's own machine resolves something else. */
  public static final String TABLE_OF_HOST = "practice-names-host";

  private static final Pattern PUBLIC =
      Pattern.compile("([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)+([a-z]{2,24}|xn--[-a-z0-9]+)");
  private static final Pattern NOWHERE =
      Pattern.compile(".*\\.(invalid|test|local|localhost|svc|internal|example|default)");
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]{1,4}(::?[0-9a-fA-F]{1,4}){1,7}");
  private static final int FIRST = 20;
  private static final int HOSTS = 200;

  private final Map<String, List<String>> table;
  private final Outside outside;

  private PublicNames(Map<String, List<String>> table, Outside outside) {
    this.table = Map.copyOf(table);
    this.outside = outside;
  }

  /** What the cluster's pods resolve now. */
  static PublicNames of(Objects objects, Outside outside) {
    return of(objects.get("configmaps", NAMESPACE, TABLE).orElse(Tree.MISSING), outside);
  }

  /**
   * Names with what a ConfigMap says of them; {@link Tree#MISSING} says nothing.
   *
   * @param outside what they stand for then
   */
  public static PublicNames of(Tree configMap, Outside outside) {
    Map<String, List<String>> table = new LinkedHashMap<>();
    configMap
        .get("data")
        .fields()
        .forEach((host, addresses) -> table.put(lower(host), listed(addresses.text(""))));
    return new PublicNames(table, outside);
  }

  private static List<String> listed(String addresses) {
    return Arrays.stream(addresses.split("[,\\s]+"))
        .filter(one -> IPV4.matcher(one).matches() || IPV6.matcher(one).matches())
        .toList();
  }

  /** Whether the ConfigMap says anything of a host. */
  public boolean mentions(String host) {
    return table.containsKey(lower(host));
  }

  /**
   * The addresses of a host outside the cluster.
   *
   * @return none for a name that does not exist
   */
  public List<String> addresses(String host) {
    String name = lower(host);
    return table.containsKey(name) ? table.get(name) : usual(name);
  }

  private List<String> usual(String name) {
    Optional<OutsideHost> known = outside.host(name);
    if (known.isPresent()) {
      return known.get().addresses();
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
   * The server behind an address. One that DNS does not name any more goes on serving who it
   * served.
   *
   * @param host the name by which a client came there; counts if the address is, or was, its own
   */
  OutsideHost server(String address, String host) {
    boolean named = isOf(lower(host), address);
    String name = named ? lower(host) : "origin.example";
    return outside.hosts().stream()
        .filter(one -> isOf(one.name(), address))
        .findFirst()
        .orElseGet(
            () ->
                named || !Outside.isPrivate(address)
                    ? Outside.website(name, List.of(address), List.of(name))
                    : Outside.nobody(address));
  }

  private boolean isOf(String host, String address) {
    return addresses(host).contains(address) || usual(host).contains(address);
  }

  private static String lower(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
