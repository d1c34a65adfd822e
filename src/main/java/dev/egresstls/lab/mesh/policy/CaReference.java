package dev.egresstls.lab.mesh.policy;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a policy's trusted CAs come from (istio pilot/pkg/config/kube/gateway/
 * backend_policies.go:478-550 @1.31.0, pilot/pkg/credentials/kube/secrets.go:330-362).
 *
 * @param secret the SDS secret that Envoy asks for; empty if the reference leads nowhere
 * @param mistake what is wrong; empty text if nothing is
 * @param resolvedReason the reason of {@code ResolvedRefs} for that; empty text if it stays true
 * @param resolvedMessage its message
 * @param warning what is added to the message of {@code Accepted} if all is well
 */
record CaReference(
    Optional<String> secret,
    String mistake,
    String resolvedReason,
    String resolvedMessage,
    String warning) {
  /** The secret that pilot-agent serves from the CA bundle in the istio-proxy image. */
  static final String SYSTEM = "file-root:system";

  private static final List<String> KEYS = List.of("cacert", "ca.crt");
  private static final String FIRST_ALONE =
      "; warning: only the first caCertificateRefs will be used";

  CaReference {
    Objects.requireNonNull(secret);
    Objects.requireNonNull(mistake);
    Objects.requireNonNull(resolvedReason);
    Objects.requireNonNull(resolvedMessage);
    Objects.requireNonNull(warning);
  }

  static CaReference of(Tree policy, String namespace, Observation seen) {
    Tree validation = policy.at("spec.validation");
    Optional<String> known = validation.get("wellKnownCACertificates").text();
    if (known.isPresent()) {
      String mistake =
          known.get().equals("System") ? "" : "Unknown wellKnownCACertificates: " + known.get();
      return new CaReference(Optional.of(SYSTEM), mistake, "", "", "");
    }
    List<Tree> refs = validation.get("caCertificateRefs").items();
    if (refs.isEmpty()) {
      return new CaReference(Optional.of(SYSTEM), "", "", "", "");
    }
    return of(refs.get(0), namespace, seen, refs.size() > 1 ? FIRST_ALONE : "");
  }

  private static CaReference of(Tree ref, String namespace, Observation seen, String warning) {
    String kind = ref.get("kind").text("");
    String group = ref.get("group").text("");
    String name = ref.get("name").text("");
    if (!group.isEmpty() || !List.of("ConfigMap", "Secret", "Service").contains(kind)) {
      return broken("unsupported kind " + kind, "InvalidKind", "reference not supported");
    }
    Optional<Tree> object = seen.find(kind, namespace, name);
    if (object.isEmpty() && !kind.equals("Secret")) {
      String mistake = "reference " + namespace + "/" + name + " (of kind " + kind + ") not found";
      return broken(mistake, "InvalidCACertificateRef", "reference not found");
    }
    if (!kind.equals("ConfigMap")) {
      return broken("unsupported reference kind: " + kind, "InvalidKind", "reference invalid");
    }
    Optional<String> empty = mistakeIn(object.orElseThrow().get("data"));
    return empty.isPresent()
        ? broken(empty.get(), "InvalidCACertificateRef", "invalid")
        : new CaReference(
            Optional.of("configmap://" + namespace + "/" + name + "-cacert"), "", "", "", warning);
  }

  private static CaReference broken(String mistake, String reason, String how) {
    String message = "Certificate " + how + ": " + mistake;
    return new CaReference(
        Optional.empty(), "Certificate reference invalid: " + mistake, reason, message, "");
  }

  private static Optional<String> mistakeIn(Tree data) {
    for (String key : KEYS) {
      if (!data.get(key).text("").isEmpty()) {
        return Optional.empty();
      }
    }
    for (String key : KEYS) {
      if (data.get(key).isPresent()) {
        return Optional.of("found key \"" + key + "\", but it was empty");
      }
    }
    return Optional.of(
        "found secret, but didn't have expected keys cacert or ca.crt; found: "
            + String.join(", ", data.fields().keySet().stream().sorted().toList()));
  }

  boolean resolved() {
    return secret.isPresent();
  }
}
