package dev.egresstls.lab.mesh.route;

import dev.egresstls.lab.mesh.observed.Because;
import java.util.Objects;
import java.util.function.Function;

/**
 * One rule of a route for HTTP.
 *
 * @param name as the access log shows it; {@code -} for none
 * @param fits which requests it takes
 * @param target where it leads
 * @param because the object and the field that it stands in
 */
public record Rule(
    String name, Function<RequestView, Fit> fits, RouteTarget target, Because because) {
  public Rule {
    Objects.requireNonNull(name);
    Objects.requireNonNull(fits);
    Objects.requireNonNull(target);
    Objects.requireNonNull(because);
  }

  /** Whether it does to a request what another does. */
  public boolean leadsAs(Rule other) {
    return name.equals(other.name) && target.equals(other.target);
  }

  /** Whether a rule of such an object is why something is as it is. */
  public static boolean decides(Because why) {
    return why.object().startsWith("VirtualService ") || why.object().startsWith("HTTPRoute ");
  }
}
