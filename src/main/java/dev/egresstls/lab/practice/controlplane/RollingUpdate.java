package dev.egresstls.lab.practice.controlplane;

import dev.egresstls.lab.value.Tree;

/**
 * How many pods a rollout may have too many or too few.
 *
 * @param surge pods above the wanted number
 * @param unavailable pods below it
 */
record RollingUpdate(long surge, long unavailable) {

  /** What a Deployment's strategy allows; shares are rounded as Kubernetes rounds them. */
  static RollingUpdate of(Tree deployment) {
    long replicas = deployment.at("spec.replicas").number(1);
    if (deployment.at("spec.strategy.type").text("").equals("Recreate")) {
      return new RollingUpdate(0, replicas);
    }
    Tree rolling = deployment.at("spec.strategy.rollingUpdate");
    long surge = share(rolling.get("maxSurge").text("25%"), replicas, true);
    long unavailable = share(rolling.get("maxUnavailable").text("25%"), replicas, false);
    return new RollingUpdate(surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
  }

  private static long share(String text, long of, boolean up) {
    if (!text.endsWith("%")) {
      return Long.parseLong(text);
    }
    double part = of * Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
    return (long) (up ? Math.ceil(part) : Math.floor(part));
  }
}
