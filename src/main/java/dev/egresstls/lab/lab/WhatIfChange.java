package dev.egresstls.lab.lab;

import dev.egresstls.lab.value.Tree;
import java.util.Optional;

/**
 * A change of the cluster that can be undone exactly. Texts may hold {@code ${name}}; they are
 * filled in when the change is made.
 */
public sealed interface WhatIfChange {

  /** Calls the one method that fits. A new variant breaks the build where it must be handled. */
  <R> R match(Cases<R> cases);

  /** One method a variant. */
  interface Cases<R> {
    R put(Put put);

    R delete(Delete delete);

    R merge(Merge merge);

    R copy(Copy copy);

    R meshConfig(MeshConfig setting);

    R istiodEnv(IstiodEnv variable);
  }

  /**
   * Names an object.
   *
   * @param namespace empty for cluster-scoped kinds
   */
  record Target(String apiVersion, String kind, Optional<String> namespace, String name) {}

  /**
   * Puts the objects of a manifest there. Taken back: what was not there is deleted, what was there
   * is as it was.
   *
   * @param file the manifest's path inside the lab's folder, for messages
   * @param manifest its text: one or more YAML documents
   */
  record Put(String file, String manifest) implements WhatIfChange {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.put(this);
    }
  }

  /** Deletes an object. Taken back: it is created again. */
  record Delete(Target target) implements WhatIfChange {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.delete(this);
    }
  }

  /**
   * Changes fields of an object by a JSON merge patch (RFC 7386): null takes a field away, a list
   * is replaced whole. Taken back: these fields are as they were.
   */
  record Merge(Target target, Tree patch) implements WhatIfChange {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.merge(this);
    }
  }

  /** Creates an object like one that is there, with changes. Taken back: it is deleted. */
  record Copy(Target target, String as, Tree patch) implements WhatIfChange {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.copy(this);
    }
  }

  /**
   * Changes a setting of the mesh, in the ConfigMap {@code istio-system/istio}. Taken back: the
   * ConfigMap is as it was.
   *
   * @param path such as {@code outboundTrafficPolicy.mode}
   */
  record MeshConfig(String path, Tree value) implements WhatIfChange {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.meshConfig(this);
    }
  }

  /**
   * Changes a variable in istiod's environment, which restarts istiod. Taken back: the environment
   * is as it was.
   *
   * @param value empty to take the variable away
   */
  record IstiodEnv(String name, Optional<String> value) implements WhatIfChange {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.istiodEnv(this);
    }
  }
}
