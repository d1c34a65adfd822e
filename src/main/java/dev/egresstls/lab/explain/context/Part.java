package dev.egresstls.lab.explain.context;

/** A part of the lab that one of its steps brings about. */
public enum Part {
  CLUSTER,
  GATEWAY_API,
  ISTIO,
  CLIENT,
  SERVICE,
  SLICE,
  POLICY
}
