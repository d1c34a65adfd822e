package dev.egresstls.lab.practice.store.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.egresstls.lab.practice.store.ApiError;
import dev.egresstls.lab.practice.store.Housekeeping;
import dev.egresstls.lab.practice.store.ObjectStore;
import dev.egresstls.lab.value.Tree;
import dev.egresstls.lab.value.Yaml;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects that kube-apiserver 1.33.13 refuses, with what it says of them. */
class RefusedObjectsTest {
  private static final ObjectStore STORE = Housekeeping.newStore();

  @AfterAll
  static void close() {
    STORE.close();
  }

  private static Tree object(String yaml) {
    Tree read = Yaml.read(yaml);
    Tree metadata = Tree.object("name", "x", "namespace", "default");
    return read.get("metadata").isPresent() ? read : read.with("metadata", metadata);
  }

  private static void refused(String plural, String yaml, String sentence) {
    ApiError refusal =
        assertThrows(ApiError.class, () -> STORE.create(plural, object(yaml), "test"));
    assertEquals(422, refusal.code(), refusal.getMessage());
    String said = refusal.getMessage();
    assertTrue(said.endsWith(" is invalid: " + sentence) || said.contains(sentence), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          type: NodePort, ports: [{port: 80, nodePort: 80}]      | spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767
          ports: [{port: 80, nodePort: 30080}]                   | spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'
          clusterIP: x, ports: [{port: 80}]                      | spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)
          clusterIP: 1.2.3.4, ports: [{port: 80}]                | spec.clusterIPs: Invalid value: []string{"1.2.3.4"}: failed to allocate IP 1.2.3.4: the provided network does not match the current range
          clusterIP: 10.96.0.1, ports: [{port: 80}]              | spec.clusterIPs: Invalid value: []string{"10.96.0.1"}: failed to allocate IP 10.96.0.1: provided IP is already allocated
          clusterIP: 10.96.7.7, clusterIPs: [10.96.7.8], ports: [{port: 80}] | spec.clusterIPs: Invalid value: []string{"10.96.7.8"}: first value must match `clusterIP`
          clusterIP: "fd00::1", ports: [{port: 80}]              | spec.clusterIPs[0]: Invalid value: []string{"fd00::1"}: IPv6 is not configured on this cluster
          ipFamilies: [IPv6], ports: [{port: 80}]                | spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster
          ipFamilies: [IPv4, IPv6], ports: [{port: 80}]          | spec.ipFamilyPolicy: Invalid value: "SingleStack": must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified
          type: ExternalName                                     | spec.externalName: Required value
          type: ExternalName, externalName: "a_b"                | spec.externalName: Invalid value: "a_b": a lowercase RFC 1123 subdomain
          type: ExternalName, externalName: a.example, clusterIP: None | spec.clusterIPs: Forbidden: may not be set for ExternalName services
          sessionAffinity: Sticky, ports: [{port: 80}]           | spec.sessionAffinity: Unsupported value: "Sticky": supported values: "ClientIP", "None"
          externalTrafficPolicy: Local, ports: [{port: 80}]      | spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services
          type: LoadBalancer, loadBalancerSourceRanges: [x], ports: [{port: 80}] | spec.LoadBalancerSourceRanges[0]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)
          type: NodePort, clusterIP: None, ports: [{port: 80}]   | spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for NodePort services
          externalIPs: [127.0.0.1], ports: [{port: 80}]          | spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)
          ports: [{port: 80, targetPort: "a--b"}]                | spec.ports[0].targetPort: Invalid value: "a--b": must not contain consecutive hyphens
          """)
  void services(String spec, String sentence) {
    refused("services", "spec: {" + spec + "}", sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          type: kubernetes.io/tls                                          | [data[tls.crt]: Required value, data[tls.key]: Required value]
          type: kubernetes.io/dockerconfigjson                             | data[.dockerconfigjson]: Required value
          type: kubernetes.io/dockerconfigjson, data: {.dockerconfigjson: bm9wZQ==} | data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character 'o' in literal null (expecting 'u')
          type: kubernetes.io/dockerconfigjson, data: {.dockerconfigjson: eyJhIjo=} | data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": unexpected end of JSON input
          type: kubernetes.io/dockerconfigjson, data: {.dockerconfigjson: WzFd}     | json: cannot unmarshal array into Go value of type map[string]interface {}
          type: kubernetes.io/basic-auth                                   | [data[username]: Required value, data[password]: Required value]
          type: kubernetes.io/ssh-auth, data: {ssh-privatekey: ""}         | data[ssh-privatekey]: Required value
          type: kubernetes.io/service-account-token                        | metadata.annotations[kubernetes.io/service-account.name]: Required value
          data: {..: eA==}                                                 | data[..]: Invalid value: "..": must not be '..'
          """)
  void secrets(String fields, String sentence) {
    refused("secrets", "{" + fields + "}", sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /a}]}] | spec.containers[0].volumeMounts[0].name: Not found: "v"
          volumes: [{name: v, emptyDir: {}, secret: {secretName: s}}]        | spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type
          dnsPolicy: None                                                   | spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None
          dnsPolicy: Foo                                                    | spec.dnsPolicy: Unsupported value: "Foo": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"
          hostAliases: [{ip: x}]                                            | spec.hostAliases[0].ip: Invalid value: "x": must be a valid IP address
          nodeSelector: {a: "b c"}                                          | spec.nodeSelector: Invalid value: "b c": a valid label must be
          tolerations: [{key: a, operator: Foo}]                            | spec.tolerations[0].operator: Unsupported value: "Foo": supported values: "Equal", "Exists"
          affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}} | nodeSelectorTerms: Required value: must have at least one node selector term
          containers: [{name: c, image: i, env: [{name: e, valueFrom: {}}]}] | spec.containers[0].env[0].valueFrom: Invalid value: "": must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`
          containers: [{name: c, image: i, resources: {requests: {cpu: 2}, limits: {cpu: 1}}}] | spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1
          containers: [{name: c, image: i, livenessProbe: {}}]              | spec.containers[0].livenessProbe: Required value: must specify a handler type
          containers: [{name: c, image: i}, {name: c, image: i}]            | spec.containers[1].name: Duplicate value: "c"
          """)
  void pods(String spec, String sentence) {
    String containers = spec.startsWith("containers") ? "" : ", containers: [{name: c, image: i}]";
    refused("pods", "spec: {" + spec + containers + "}", sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          configmaps | metadata: {name: x, ownerReferences: [{apiVersion: v1, kind: Pod, name: "", uid: u}]} | metadata.ownerReferences.name: Invalid value: "": name must not be empty
          configmaps | metadata: {name: x, finalizers: [plain]}          | metadata.finalizers[0]: Invalid value: "plain": name is neither a standard finalizer name nor is it fully qualified
          configmaps | metadata: {name: x, labels: {a/b/c: d}}           | metadata.labels: Invalid value: "a/b/c": a qualified name must consist of
          configmaps | {data: {a: b}, binaryData: {a: eA==}}             | data[a]: Invalid value: "a": duplicate of key present in binaryData
          endpoints  | subsets: [{}]                                     | subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`
          endpointslices.discovery.k8s.io | {addressType: IPv4, endpoints: [{addresses: ["fd00::1"]}]}  | endpoints[0].addresses: Invalid value: "fd00::1": must be an IPv4 address
          endpointslices.discovery.k8s.io | {addressType: IPv4, endpoints: [{addresses: [127.0.0.1]}]}  | endpoints[0].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)
          endpointslices.discovery.k8s.io | {addressType: FQDN, endpoints: [{addresses: [a]}]}          | endpoints[0].addresses[0]: Invalid value: "a": should be a domain with at least two segments separated by dots
          deployments.apps | spec: {selector: {}, template: {spec: {containers: [{name: c, image: i}]}}} | spec.selector: Invalid value: {}: empty selector is invalid for deployment
          roles.rbac.authorization.k8s.io | rules: [{verbs: []}]         | rules[0].verbs: Required value: verbs must contain at least one value
          leases.coordination.k8s.io | spec: {leaseDurationSeconds: 0}   | spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0
          customresourcedefinitions.apiextensions.k8s.io | {metadata: {name: as.b.c}, spec: {group: b.c, scope: Foo, names: {plural: as, kind: A}}} | spec.scope: Unsupported value: "Foo": supported values: "Cluster", "Namespaced"
          """)
  void others(String plural, String object, String sentence) {
    refused(plural, object, sentence);
  }

  @Test
  void a_service_gets_what_its_type_needs_and_loses_it_with_the_type() {
    String yaml = "spec: {type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 80}]}";
    Tree made = STORE.create("services", object(yaml), "test").get("spec");
    assertTrue(made.at("ports[0].nodePort").number(0) >= 30_000, made.toString());
    assertTrue(made.get("healthCheckNodePort").number(0) >= 30_000, made.toString());
    refused(
        "services",
        "{metadata: {name: y, namespace: default}, spec: {type: NodePort, ports: [{port: 81,"
            + " nodePort: "
            + made.at("ports[0].nodePort")
            + "}]}}",
        "provided port is already allocated");
    Tree plain =
        STORE
            .modify(
                "services",
                "default",
                "x",
                "test",
                now -> now.with("spec", now.get("spec").with("type", "ClusterIP")))
            .orElseThrow()
            .get("spec");
    assertTrue(plain.at("ports[0].nodePort").isMissing(), plain.toString());
    assertTrue(plain.get("externalTrafficPolicy").isMissing(), plain.toString());
    assertEquals(made.get("clusterIP"), plain.get("clusterIP"));
  }
}
