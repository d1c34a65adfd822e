package dev.egresstls.lab.practice.controlplane;

/** The one node that the practice cluster has, as kind calls and numbers it. */
public final class PracticeNode {
  /** Its name. */
  public static final String NAME = "kind-control-plane";

  /** Its address. */
  public static final String ADDRESS = "172.30.0.2";

  /** The minor release of Kubernetes. */
  public static final String MINOR = "1.33";

  /** The version of its kubelet, and of the API server. */
  public static final String VERSION = "v" + MINOR + ".1";

  private PracticeNode() {}
}
