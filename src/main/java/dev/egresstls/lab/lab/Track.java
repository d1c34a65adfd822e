package dev.egresstls.lab.lab;

import dev.egresstls.lab.value.VersionRange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One way through a lab, for a range of versions.
 *
 * @param id kebab-case, as in {@code --track}
 * @param title one line for the banner
 * @param istio the range of Istio versions it holds for, such as {@code ">=1.26 <1.28"}
 * @param vars values that its steps use as {@code ${name}}; among them the range of Gateway API
 *     bundles, {@link Vars#GATEWAY_API_RANGE}
 */
public record Track(String id, String title, String istio, Map<String, String> vars) {
  public Track {
    vars = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(vars));
  }

  /** Whether it is for a version of Istio, such as {@code 1.27.9}. */
  public boolean isFor(String version) {
    return VersionRange.of(istio).contains(version);
  }

  /** The range of Gateway API bundles that it is for; empty if it needs none. */
  public Optional<String> gatewayApi() {
    return Optional.ofNullable(vars.get(Vars.GATEWAY_API_RANGE));
  }

  /** Whether a Gateway API bundle, such as {@code v1.3.0}, will do. */
  public boolean takes(String bundle) {
    return gatewayApi().map(range -> VersionRange.of(range).contains(bundle)).orElse(true);
  }
}
