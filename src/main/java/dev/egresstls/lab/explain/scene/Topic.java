package dev.egresstls.lab.explain.scene;

/** What a red check is about; a cause explains some of these. */
public enum Topic {
  /** The nodes. */
  NODE("cluster"),
  /** The CRD of BackendTLSPolicy. */
  CRD("Gateway API"),
  /** The Deployment istiod. */
  ISTIOD("istiod"),
  /** The mesh settings. */
  MESH_CONFIG("mesh settings"),
  /** The webhook that injects sidecars. */
  INJECTOR("injector"),
  /** The labels of the lab's namespace. */
  NAMESPACE("namespace"),
  /** The Deployment that sends the request. */
  CLIENT("client"),
  /** Its pod, with the sidecar. */
  SIDECAR("sidecar"),
  SERVICE("Service"),
  SLICE("EndpointSlice"),
  /** What the policy asks for. */
  POLICY_SPEC("policy"),
  /** What istiod says about the policy. */
  POLICY_STATUS("policy's status"),
  /** The sidecar's configuration, or a request through it: everything may be the cause. */
  PATH("way of the packet");

  private final String title;

  Topic(String title) {
    this.title = title;
  }

  /** As a document names it. */
  public String title() {
    return title;
  }
}
