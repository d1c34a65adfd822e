package dev.egresstls.lab.mesh.conformance;

import dev.egresstls.lab.mesh.istio.IstioVersion;
import dev.egresstls.lab.mesh.observed.PolicyCrd;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * How Istio and the Gateway API are installed.
 *
 * @param istio the version
 * @param policy the version of BackendTLSPolicy in which the policies are written
 * @param alphaFlag whether {@code PILOT_ENABLE_ALPHA_GATEWAY_API} is set
 * @param more what else {@code istioctl install} is told by {@code --set}
 */
public record SetUp(
    String istio,
    String bundle,
    String channel,
    String policy,
    boolean alphaFlag,
    List<String> more) {

  /** The usual one of a version, with what a scenario says otherwise. */
  static SetUp of(String istio, Tree other) {
    boolean old = !IstioVersion.parse(istio).orElseThrow().atLeast(1, 28, 0);
    String[] bundle =
        other.get("bundle").text(old ? "v1.3.0 experimental" : "v1.5.1 standard").split(" ");
    return new SetUp(
        istio,
        bundle[0],
        bundle[1],
        other.get("policy").text(old ? "v1alpha3" : "v1"),
        other.get("alphaFlag").text(String.valueOf(old)).equals("true"),
        other.get("set").texts());
  }

  /** What istioctl is told. */
  public List<String> settings() {
    List<String> settings = new ArrayList<>(more);
    if (alphaFlag) {
      settings.add("values.pilot.env.PILOT_ENABLE_ALPHA_GATEWAY_API=true");
    }
    return settings;
  }

  /** Whether a setting turns something on, or gives it a value. */
  boolean sets(String ending) {
    return more.stream().anyMatch(setting -> setting.endsWith(ending));
  }

  /** An object in the version of its kind that goes with this. */
  public Tree inItsVersion(Tree object) {
    return object.get("kind").text("").equals("BackendTLSPolicy")
        ? object.with("apiVersion", "gateway.networking.k8s.io/" + policy)
        : object;
  }

  PolicyCrd crd() {
    List<String> served =
        bundle.equals("v1.3.0")
            ? List.of("v1alpha3")
            : channel.equals("experimental") ? List.of("v1", "v1alpha3") : List.of("v1");
    return new PolicyCrd(bundle, channel, served);
  }
}
