package dev.egresstls.lab.practice.tools;

import dev.egresstls.lab.mesh.istio.GatewayApi;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One bundle of the Gateway API: the CRDs of a version in a channel, and since v1.5.0 the admission
 * policy that guards upgrades.
 *
 * @param minor the second number of the version
 */
public record GatewayApiBundle(String version, String channel, int minor) {
  private static final int GUARDED_FROM = 5;

  /**
   * A bundle.
   *
   * @param channel {@code standard} or {@code experimental}
   * @return empty for a version that practice does not know
   */
  public static Optional<GatewayApiBundle> of(String version, String channel) {
    return GatewayApi.BUNDLES.contains(version)
        ? Optional.of(
            new GatewayApiBundle(version, channel, Integer.parseInt(version.split("\\.")[1])))
        : Optional.empty();
  }

  boolean experimental() {
    return channel.equals("experimental");
  }

  /** Its objects, in the order of the real file. */
  public List<Tree> objects() {
    List<Tree> objects = new ArrayList<>();
    if (minor >= GUARDED_FROM) {
      objects.addAll(new SafeUpgrades(this).objects());
    }
    BundledKinds.of(this).forEach(kind -> objects.add(new BundledDefinition(this, kind).object()));
    return objects;
  }
}
