package dev.egresstls.lab.explain.context;

import static dev.egresstls.lab.message.Messages.say;

/** What a failing check is about; a cause explains some of these. */
public enum Topic {
  /** The nodes. */
  NODE,
  /** The CRD of BackendTLSPolicy. */
  CRD,
  /** The Deployment istiod. */
  ISTIOD,
  /** The mesh settings. */
  MESH_CONFIG,
  /** The webhook that injects sidecars. */
  INJECTOR,
  /** The labels of the lab's namespace. */
  NAMESPACE,
  /** The Deployment that sends the request. */
  CLIENT,
  /** Its pod, with the sidecar. */
  SIDECAR,
  SERVICE,
  SLICE,
  /** What the policy asks for. */
  POLICY_SPEC,
  /** What istiod says about the policy. */
  POLICY_STATUS,
  /** The sidecar's configuration, or a request through it: everything may be the cause. */
  PATH;

  /** As a document names it. */
  public String title() {
    return say("explain.topic." + name());
  }
}
