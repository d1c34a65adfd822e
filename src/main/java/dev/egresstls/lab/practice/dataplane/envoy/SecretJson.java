package dev.egresstls.lab.practice.dataplane.envoy;

import dev.egresstls.lab.mesh.sidecar.SecretConfig;
import dev.egresstls.lab.value.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets in the JSON of Envoy's config dump, with everything that is secret omitted. */
final class SecretJson {
  private static final String REDACTED = "W3JlZGFjdGVkXQ==";

  private SecretJson() {}

  /** One entry of the dump. */
  static Tree entry(SecretConfig secret, String updated, int number) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("@type", "type.googleapis.com/envoy.admin.v3.SecretsConfigDump.DynamicSecret");
    json.put("name", secret.name());
    if (secret.versioned()) {
      json.put("version_info", updated + "/" + number);
    }
    json.put("last_updated", updated);
    json.put("secret", content(secret.name()));
    return Tree.of(json);
  }

  /** Where a cluster gets a secret that pilot-agent serves. */
  static Tree fromAgent() {
    Tree grpc = Tree.object("envoy_grpc", Tree.object("cluster_name", "sds-grpc"));
    Tree source =
        Tree.object(
            "api_type",
            "GRPC",
            "grpc_services",
            List.of(grpc),
            "set_node_on_first_message_only",
            true,
            "transport_api_version",
            "V3");
    return Tree.object("api_config_source", source, "resource_api_version", "V3");
  }

  private static Tree content(String name) {
    Tree inline = Tree.object("inline_bytes", REDACTED);
    Tree body =
        name.equals("default")
            ? Tree.object("certificate_chain", inline, "private_key", inline)
            : Tree.object("trusted_ca", inline);
    return Tree.object(
        "@type",
        "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret",
        "name",
        name,
        name.equals("default") ? "tls_certificate" : "validation_context",
        body);
  }
}
