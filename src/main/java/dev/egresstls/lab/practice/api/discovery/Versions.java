package dev.egresstls.lab.practice.api.discovery;

import dev.egresstls.lab.practice.store.Served;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of versions: v2 before v1 before v1beta1 before v1alpha3 (apimachinery pkg/version).
 */
final class Versions {
  private static final Pattern KUBE = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

  private Versions() {}

  static List<String> of(List<Served> types) {
    return types.stream()
        .map(one -> one.type().version())
        .distinct()
        .sorted(Comparator.comparingLong(Versions::rank).reversed())
        .toList();
  }

  private static long rank(String version) {
    Matcher parts = KUBE.matcher(version);
    if (!parts.matches()) {
      return -1;
    }
    long stability = parts.group(2) == null ? 2 : parts.group(2).equals("beta") ? 1 : 0;
    long minor = parts.group(3) == null ? 0 : Long.parseLong(parts.group(3));
    return stability * 1_000_000_000L + Long.parseLong(parts.group(1)) * 1_000L + minor;
  }
}
