package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a policy's trusted CAs come from (istio pilot/pkg/config/kube/gateway/
 * backend_policies.go:478-546 @1.30.3).
 *
 * @param secret the SDS secret that Envoy asks for; empty if the reference leads nowhere
 * @param mistake why it leads nowhere; empty text if it does not
 */
record CaReference(Optional<String> secret, String mistake) {
  /** The secret that pilot-agent serves from the CA bundle in the istio-proxy image. */
  static final String SYSTEM = "file-root:system";

  CaReference {
    Objects.requireNonNull(secret);
    Objects.requireNonNull(mistake);
  }

  static CaReference of(Tree policy, String namespace, Observation seen) {
    Tree ref = policy.at("spec.validation.caCertificateRefs").get(0);
    if (!ref.isPresent()) {
      return new CaReference(Optional.of(SYSTEM), "");
    }
    String kind = ref.get("kind").text("");
    String name = ref.get("name").text("");
    if (!kind.equals("ConfigMap") || !ref.get("group").text("").isEmpty()) {
      return new CaReference(Optional.empty(), "unsupported reference kind: " + kind);
    }
    if (seen.find("ConfigMap", namespace, name).isEmpty()) {
      String where = namespace + "/" + name;
      return new CaReference(
          Optional.empty(), "reference " + where + " (of kind ConfigMap) not found");
    }
    return new CaReference(Optional.of("configmap://" + namespace + "/" + name + "-cacert"), "");
  }

  boolean resolved() {
    return secret.isPresent();
  }
}
