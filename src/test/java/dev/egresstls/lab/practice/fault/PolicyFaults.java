package dev.egresstls.lab.practice.fault;

import dev.egresstls.lab.value.Json;
import java.util.List;

/** Faults in the BackendTLSPolicy. */
final class PolicyFaults {
  private static final String CONFIG_MAPS = Faults.CORE + "configmaps";

  private PolicyFaults() {}

  /** The collection of policies in a namespace, in the version that the track uses. */
  private static String policies(Api api, String namespace) {
    return "/apis/gateway.networking.k8s.io/"
        + version(api)
        + "/namespaces/"
        + namespace
        + "/backendtlspolicies";
  }

  private static String version(Api api) {
    boolean old = api.get(Faults.CRD).toString().contains("v1.3.0");
    return old ? "v1alpha3" : "v1";
  }

  private static String policy(Api api) {
    return policies(api, "default") + "/google-tls";
  }

  private static String yaml(Api api, String name, String hostname) {
    return "{apiVersion: gateway.networking.k8s.io/"
        + version(api)
        + ", kind: BackendTLSPolicy, metadata: {name: "
        + name
        + "}, spec: {targetRefs: [{group: \"\", kind: Service, name: google-headless}],"
        + " validation: {hostname: "
        + hostname
        + ", wellKnownCACertificates: System}}}";
  }

  private static void spec(Api api, String yaml) {
    api.patch(policy(api), "{spec: " + yaml + "}");
  }

  static List<Fault> all() {
    return List.of(
        Fault.of("policy-missing", 7, api -> api.delete(policy(api))),
        Fault.of("policy-wrong-namespace", 7, PolicyFaults::elsewhere)
            .tidying(api -> api.delete(policies(api, "kube-public") + "/google-tls")),
        Fault.of(
            "policy-targets-another",
            7,
            api -> spec(api, "{targetRefs: [{group: \"\", kind: Service, name: curl}]}")),
        Fault.of(
                "section-name-unknown",
                7,
                api ->
                    spec(
                        api,
                        "{targetRefs: [{group: \"\", kind: Service, name: google-headless,"
                            + " sectionName: web}]}"))
            .on("current"),
        Fault.of("policy-conflicted", 7, PolicyFaults::conflict)
            .left(api -> api.delete(policies(api, "default") + "/earlier")),
        Fault.of("policy-not-reconciled", 7, PolicyFaults::early).on("as-written"),
        Fault.of("policy-ignored", 7, PolicyFaults::leaveAlone).on("current"),
        Fault.of("ca-ref-missing", 7, api -> trust(api, "none")),
        Fault.of("ca-foreign", 7, api -> trusting(api, "foreign", "ca.crt"))
            .tidying(api -> api.delete(CONFIG_MAPS + "/foreign")),
        Fault.of("ca-ref-wrong-key", 7, api -> trusting(api, "wrong", "tls.crt"))
            .tidying(api -> api.delete(CONFIG_MAPS + "/wrong")),
        Fault.of(
            "san-mismatch",
            8,
            api ->
                spec(
                    api,
                    "{validation: {subjectAltNames: [{type: Hostname, hostname: nope.example}]}}")),
        Fault.of("hostname-other", 7, api -> spec(api, "{validation: {hostname: nope.example}}")));
  }

  private static void elsewhere(Api api) {
    api.delete(policy(api));
    api.create(policies(api, "kube-public"), yaml(api, "google-tls", "www.google.com"));
  }

  /** The other one is first by name, should both be made in the same second. */
  private static void conflict(Api api) {
    api.delete(policy(api));
    api.create(policies(api, "default"), yaml(api, "earlier", "nope.example"));
    api.create(policies(api, "default"), yaml(api, "google-tls", "www.google.com"));
  }

  private static void leaveAlone(Api api) {
    api.patch(
        policy(api), "{metadata: {annotations: {istio.io/ignore-policy-attachment: \"true\"}}}");
  }

  private static void early(Api api) {
    api.delete(policy(api));
    var service = api.get(Faults.SERVICE);
    api.delete(Faults.SERVICE);
    api.create(policies(api, "default"), yaml(api, "google-tls", "www.google.com"));
    Await.until(() -> api.get(policy(api)).get("status").toString().contains("TargetNotFound"));
    api.create(Faults.SERVICES, Json.write(Faults.bare(service)));
  }

  private static void trust(Api api, String configMap) {
    spec(
        api,
        "{validation: {wellKnownCACertificates: null,"
            + " caCertificateRefs: [{group: \"\", kind: ConfigMap, name: "
            + configMap
            + "}]}}");
  }

  private static void trusting(Api api, String name, String key) {
    api.create(
        CONFIG_MAPS,
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: "
            + name
            + "}, data: {"
            + key
            + ": \"-----BEGIN CERTIFICATE-----\"}}");
    trust(api, name);
  }
}
