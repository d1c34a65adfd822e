package dev.egresstls.lab.mesh.policy;

import static dev.egresstls.lab.message.Messages.either;
import static dev.egresstls.lab.message.Messages.say;

import dev.egresstls.lab.mesh.observed.Observation;
import dev.egresstls.lab.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The TLS that a sidecar starts towards an upstream.
 *
 * @param sni the server name in the ClientHello; may be empty
 * @param ca the name of the SDS secret that holds the trusted CAs, such as {@code file-root:system}
 * @param sans names of which the certificate must carry one; empty means that no name is checked
 */
public record Tls(String sni, String ca, List<String> sans) {
  /**
   * The secret that a proxy asks for if a policy's CA cannot be resolved: it never arrives (istio
   * pilot/pkg/model/credentials/resource.go:83 @1.31.0; seen in a gateway of 1.29.1).
   */
  public static final String NO_CA = "invalid://";

  private static final String CONFIG_MAP = "configmap://";
  private static final String SUFFIX = "-cacert";

  public Tls {
    Objects.requireNonNull(sni);
    Objects.requireNonNull(ca);
    sans = List.copyOf(sans);
  }

  /**
   * The TLS that a policy asks for, with the CAs of a secret. The hostname becomes the SNI and is
   * not checked (istio backend_policies.go:321,334-343 @1.30.3).
   */
  public static Tls of(Tree policy, String secret) {
    Tree validation = policy.at("spec.validation");
    List<String> sans = new ArrayList<>();
    for (Tree san : validation.get("subjectAltNames").items()) {
      String type = san.get("type").text("");
      if (type.equals("URI") || type.equals("Hostname")) {
        san.get(type.equals("URI") ? "uri" : "hostname").text().ifPresent(sans::add);
      }
    }
    return new Tls(validation.get("hostname").text(""), secret, sans);
  }

  /**
   * What the ConfigMap holds that the CAs come from; empty if they come from none that is there.
   */
  public Optional<Tree> configMap(Observation seen) {
    if (!ca.startsWith(CONFIG_MAP) || !ca.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String place = ca.substring(CONFIG_MAP.length(), ca.length() - SUFFIX.length());
    int slash = place.indexOf('/');
    return seen.find(
            "ConfigMap", place.substring(0, Math.max(slash, 0)), place.substring(slash + 1))
        .map(map -> map.get("data"));
  }

  /** Whether the CAs come from a ConfigMap, be it there or not. */
  public boolean fromConfigMap() {
    return ca.startsWith(CONFIG_MAP);
  }

  /** In a few words: {@code SNI www.google.com · CA system · name a or b}. */
  public String words() {
    String shown = ca.isEmpty() ? say("mesh.tls.anyCa") : ca;
    String trusted = ca.equals("file-root:system") ? say("mesh.tls.systemCa") : shown;
    return sans.isEmpty()
        ? say("mesh.tls.words", sni, trusted)
        : say("mesh.tls.wordsWithName", sni, trusted, either(sans));
  }
}
