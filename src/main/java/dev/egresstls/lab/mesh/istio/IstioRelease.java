package dev.egresstls.lab.mesh.istio;

import java.util.List;
import java.util.Optional;

/**
 * How one minor release of Istio treats BackendTLSPolicy and sidecars. Sources, in Istio's tree:
 *
 * <ul>
 *   <li>watched version: pkg/config/schema/gvr/resources.gen.go:12 ({@code v1alpha3} @1.26.8
 *       and @1.27.9, {@code v1} @1.28.0)
 *   <li>flag: pilot/pkg/config/kube/gateway/controller.go:198-208 @1.26.8, :209-220 @1.27.9,
 *       unconditional at :204 @1.28.10
 *   <li>smallest bundle: pkg/kube/kclient/crdwatcher.go:68-71,116-146 @1.28.10;
 *       pkg/config/schema/gatewayapi/minimumversions.go:28-32 @1.30.3
 *   <li>status: pilot/pkg/config/kube/gateway/backend_policies.go:346-367 @1.26.8, :448-455 @1.30.3
 *   <li>targets looked up once: references.go:67 @1.27.9; fixed by #59110
 *   <li>conflicts: backend_policies.go:161-171, :415-423,741-778 @1.30.3 (#60160)
 *   <li>DestinationRule beside a policy: push_context.go:2044, destination_rule.go:114-118; user
 *       fields win since 1.31.0-rc.0 (#60432)
 *   <li>native sidecars: pilot/pkg/features/pilot.go:319-331 @1.27.9
 * </ul>
 *
 * @param minor the second number of the version
 * @param watchedVersion the BackendTLSPolicy version that istiod watches; empty if it watches none
 * @param needsAlphaFlag whether that takes {@code PILOT_ENABLE_ALPHA_GATEWAY_API}
 * @param minimumBundle the smallest Gateway API bundle whose CRD istiod takes; empty for any
 * @param controllerName what it writes into the status
 * @param resolvedRefs whether it writes the condition {@code ResolvedRefs}
 * @param ruleNameJoint stands between the Service's name and the rest in the name of the
 *     DestinationRule that a policy becomes
 * @param missingCaReason reason of {@code Accepted} for a CA reference that leads nowhere
 * @param looksAgainFrom the first patch that looks for a target again when it appears; empty if
 *     none of this minor does
 * @param tellsConflictsFrom the first patch that says {@code Conflicted}; empty if none does
 * @param userRuleWins whether a user's DestinationRule wins over a policy
 * @param nativeByDefault whether sidecars are native by default, on Kubernetes 1.33 and later
 */
public record IstioRelease(
    int minor,
    Optional<String> watchedVersion,
    boolean needsAlphaFlag,
    Optional<String> minimumBundle,
    String controllerName,
    boolean resolvedRefs,
    String ruleNameJoint,
    String missingCaReason,
    Optional<Integer> looksAgainFrom,
    Optional<Integer> tellsConflictsFrom,
    boolean userRuleWins,
    boolean nativeByDefault) {

  private static final String GATEWAY = "istio.io/gateway-controller";
  private static final String MESH = "istio.io/mesh-controller";

  private static final IstioRelease BEFORE =
      new IstioRelease(25, none(), false, none(), "", false, "-", "", none(), none(), false, false);

  private static final List<IstioRelease> TABLE =
      List.of(
          old(26, false),
          old(27, true),
          current(28, Optional.of(5), none(), false),
          current(29, Optional.of(1), none(), false),
          current(30, Optional.of(0), Optional.of(1), false),
          current(31, Optional.of(0), Optional.of(0), true));

  private static IstioRelease old(int minor, boolean nativeByDefault) {
    return new IstioRelease(
        minor,
        Optional.of("v1alpha3"),
        true,
        none(),
        GATEWAY,
        false,
        "-",
        "Invalid",
        none(),
        none(),
        false,
        nativeByDefault);
  }

  private static IstioRelease current(
      int minor, Optional<Integer> looksAgain, Optional<Integer> tells, boolean userRuleWins) {
    return new IstioRelease(
        minor,
        Optional.of("v1"),
        false,
        Optional.of("v1.4.0"),
        MESH,
        true,
        "~",
        "NoValidCACertificate",
        looksAgain,
        tells,
        userRuleWins,
        true);
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  /** The release of a version; what is newer than the table is taken for its newest. */
  public static IstioRelease of(IstioVersion version) {
    if (!version.atLeast(1, 26, 0)) {
      return BEFORE;
    }
    IstioRelease newest = TABLE.get(TABLE.size() - 1);
    return TABLE.stream()
        .filter(release -> version.major() == 1 && release.minor == version.minor())
        .findFirst()
        .orElse(newest);
  }

  /** Whether a target that appears after its policy is found without touching the policy. */
  public boolean looksAgain(IstioVersion version) {
    return looksAgainFrom.isPresent() && version.atLeast(1, minor, looksAgainFrom.get());
  }

  /** Whether the loser of two policies for one target is told so. */
  public boolean tellsConflicts(IstioVersion version) {
    return tellsConflictsFrom.isPresent() && version.atLeast(1, minor, tellsConflictsFrom.get());
  }

  /**
   * Whether istiod makes sidecars native when nobody says otherwise.
   *
   * @param kubernetesMinor the second number of the nodes' Kubernetes version
   */
  public boolean nativeSidecar(int kubernetesMinor) {
    return nativeByDefault && kubernetesMinor >= 33;
  }
}
