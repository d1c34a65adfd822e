package dev.egresstls.lab.lab;

import java.util.Optional;

/**
 * What a cluster must have for a what-if to be shown on it.
 *
 * @param istio the range of Istio versions; empty for every version
 * @param ipv6 whether the client's pod needs an IPv6 address
 * @param scratch the version of Istio of a practice cluster that is made for it where the one at
 *     hand will not do
 */
public record Requires(Optional<String> istio, boolean ipv6, Optional<String> scratch) {
  /** Any cluster will do. */
  public static final Requires NOTHING = new Requires(Optional.empty(), false, Optional.empty());
}
