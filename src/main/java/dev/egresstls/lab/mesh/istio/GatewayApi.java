package dev.egresstls.lab.mesh.istio;

import java.util.List;

/** The releases of the Gateway API that the lab knows: the one table of them. */
public final class GatewayApi {
  /** The bundles that practice can install. */
  public static final List<String> BUNDLES =
      List.of("v1.3.0", "v1.4.0", "v1.4.1", "v1.5.0", "v1.5.1", "v1.6.0", "v1.6.1");

  /** A bundle whose BackendTLSPolicy is v1alpha3 alone, in the experimental channel. */
  public static final String ALPHA_ONLY = "v1.3.0";

  /** The first one with v1. Its v1alpha3 has no status subresource (its CRD file). */
  public static final String FIRST_V1 = "v1.4.0";

  /** One that serves v1, and in the experimental channel v1alpha3, too. */
  public static final String USUAL = "v1.5.1";

  private GatewayApi() {}
}
