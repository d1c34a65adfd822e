package dev.egresstls.lab.practice.cluster;

/** The one node that the practice cluster has, as kind calls and numbers it. */
public final class PracticeNode {
  /** Its name. */
  public static final String NAME = "kind-control-plane";

  /** Its address. */
  public static final String ADDRESS = "172.30.0.2";

  /** The version of its kubelet, and of the API server. */
  public static final String VERSION = "v1.33.1";

  private PracticeNode() {}
}
