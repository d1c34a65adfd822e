package dev.egresstls.lab.mesh.sidecar;

import java.util.Objects;

/**
 * A secret that a sidecar holds.
 *
 * @param name {@code default}, {@code ROOTCA}, {@code file-root:system} or {@code
 *     configmap://namespace/name-cacert}
 * @param versioned whether the config dump gives it a version: those from pilot-agent have one,
 *     those from istiod do not
 */
public record SecretConfig(String name, boolean versioned) {
  public SecretConfig {
    Objects.requireNonNull(name);
  }
}
